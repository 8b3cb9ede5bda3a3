"""Reads from the store all that the claim model learns from: claims, network, verdicts."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.learning.labels import labels_of
from graph.learning.network import known, structure
from graph.learning.own import OwnFeatures, own_features
from graph.learning.table import Flags, Labels, Table, joined
from graph.measures.claim_network import Network, network
from graph.measures.outcomes import Decided, standing_verdicts
from graph.projection.reader import read_evidence
from graph.store import Store

Progress = Callable[[str, float], None]
READ = 0.5
"""Share of a training that reading takes, for its progress."""


@dataclass(frozen=True)
class Claims:
    """All current claims by id, with what is known of them."""

    net: Network
    own: OwnFeatures
    verdicts: Mapping[str, Decided]  # by entity id, as of the day that was asked for

    @property
    def ids(self) -> tuple[str, ...]:
        """Claim ids, sorted; rows of everything else."""
        return self.net.claims

    def labels(self, until: datetime.date | None = None) -> Labels:
        """Verdicts given on or before `until`; all when None."""
        return labels_of(self.ids, self.verdicts, until)

    def there(self, until: datetime.date) -> Flags:
        """Claims that had come up by then; an undated one always had."""
        return ~(self.own.days > until.toordinal())

    def features(self, labels: Labels) -> Table:
        """All features, with only these verdicts known."""
        return self.maker()(labels)

    def maker(self, there: Flags | None = None) -> Callable[[Labels], Table]:
        """Makes the features from verdicts, all else computed once; if given, of the claims there.

        The other claims then don't exist: they share nothing.
        """
        net = self.net if there is None else self.net.only(there)
        fixed = joined(self.own.table, structure(net))
        return lambda labels: joined(fixed, known(net, labels))


def read_claims(store: Store, as_of: datetime.date, progress: Progress | None = None) -> Claims:
    """Everything that is current, and the verdicts given on or before `as_of`.

    `progress` gets a message id and the share of the whole done before it.
    """

    def reading(_link: str, share: float) -> None:
        if progress is not None:
            progress("learning.step.read", READ * share)

    evidence = read_evidence(store, reading)
    return Claims(network(evidence), own_features(store, evidence), standing_verdicts(store, as_of))


def confirmed_and_cleared(labels: Labels) -> tuple[int, int]:
    """How many there are of each."""
    return int(np.count_nonzero(labels.confirmed)), int(np.count_nonzero(labels.cleared))
