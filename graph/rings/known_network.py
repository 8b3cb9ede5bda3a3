"""Claims of every party, verdicts on them, and how near parties are to confirmed ones: as arrays.

Kept beside the store by each analysis, so that any party's page can say what is known around it
without reading the evidence again.
"""

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.measures.known import Around, claims_around
from graph.projection.evidence import Indices
from graph.rings.model import KnownParty

PEOPLE, PROVIDERS, AGENTS = KINDS = ("people", "providers", "agents")  # agents, then employees
Row = tuple[str, int]
"""Kind and row of a party."""


@dataclass(frozen=True)
class KnownNetwork:
    """Verdicts as they stood on `as_of`; rows of `parties` are those of one kind."""

    as_of: datetime.date
    confirmed: NDArray[np.bool_]  # claims
    cleared: NDArray[np.bool_]
    parties: Mapping[str, sparse.csr_array]  # by kind: parties x claims (0/1)
    near: Mapping[str, Indices]  # by kind: percent of it that are less near to confirmed claims

    @cached_property
    def _involved(self) -> sparse.csr_array:
        """Claims x people."""
        return sparse.csr_array(self.parties[PEOPLE].T)

    def around(self, own: Indices) -> Around:
        """These claims and those around them."""
        return claims_around(self.parties[PEOPLE], self._involved, own)

    def party(self, row: Row, identifier: str, label: str, caption: str) -> KnownParty:
        """What is known around the party in this row."""
        kind, at = row
        near = self.around(self.parties[kind][[at]].indices.astype(np.int64))
        return KnownParty(
            id=identifier,
            label=label,
            caption=caption,
            claims=len(near.own),
            confirmed=int(self.confirmed[near.own].sum()),
            cleared=int(self.cleared[near.own].sum()),
            met=len(near.met),
            met_confirmed=int(self.confirmed[near.met].sum()),
            nearer=int(self.near[kind][at]),
        )


@dataclass(frozen=True)
class KnownParties:
    """The network with the ids of its parties, sorted; those without a claim aren't in it."""

    network: KnownNetwork
    ids: NDArray[np.bytes_]
    kind: NDArray[np.int8]  # position in KINDS
    row: NDArray[np.int32]

    def party(self, identifier: str, label: str, caption: str) -> KnownParty | None:
        """What is known around this party; None when it has no claim."""
        wanted = identifier.encode()
        at = int(np.searchsorted(self.ids, wanted))
        if at == len(self.ids) or self.ids[at] != wanted:
            return None
        found = KINDS[self.kind[at]], int(self.row[at])
        return self.network.party(found, identifier, label, caption)

    def packed(self) -> bytes:
        """As a file; `unpacked` gives it back."""
        net = self.network
        columns: dict[str, NDArray[np.generic]] = {
            "as_of": np.array([net.as_of.isoformat()], "S10"),
            "confirmed": net.confirmed,
            "cleared": net.cleared,
            "ids": self.ids,
            "kind": self.kind,
            "row": self.row,
        }
        for kind, matrix in net.parties.items():
            columns[f"{kind}_starts"] = matrix.indptr.astype(np.int64)
            columns[f"{kind}_claims"] = matrix.indices.astype(np.int32)
            columns[f"{kind}_near"] = net.near[kind].astype(np.int8)
        packed = io.BytesIO()
        np.savez_compressed(packed, allow_pickle=False, **columns)
        return packed.getvalue()


def unpacked(packed: bytes) -> KnownParties | None:
    """From a file; None when it is none."""
    try:
        with np.load(io.BytesIO(packed), allow_pickle=False) as file:
            columns = dict(file)
        claims = len(columns["confirmed"])
        parties = {kind: _matrix(columns, kind, claims) for kind in KINDS}
        network = KnownNetwork(
            datetime.date.fromisoformat(columns["as_of"][0].decode()),
            columns["confirmed"],
            columns["cleared"],
            parties,
            {kind: columns[f"{kind}_near"].astype(np.int64) for kind in KINDS},
        )
        return KnownParties(network, columns["ids"], columns["kind"], columns["row"])
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile):
        return None


def _matrix(columns: Mapping[str, NDArray[np.generic]], kind: str, claims: int) -> sparse.csr_array:
    starts, places = columns[f"{kind}_starts"], columns[f"{kind}_claims"]
    shape = len(starts) - 1, claims
    return sparse.csr_array((np.ones(len(places)), places, starts), shape=shape)


def with_claims(
    network: KnownNetwork, ids: Sequence[tuple[str, Indices, Sequence[str]]]
) -> KnownParties:
    """The network of those who have claims; `ids` are kind, rows and ids of parties, in parts."""
    has = {kind: np.diff(matrix.indptr) > 0 for kind, matrix in network.parties.items()}
    own, kinds, rows = [], [], []
    for kind, at, names in ids:
        some = np.flatnonzero(has[kind][at])
        own += [names[place].encode() for place in some.tolist()]
        kinds.append(np.full(len(some), KINDS.index(kind), np.int8))
        rows.append((np.cumsum(has[kind]) - 1)[at[some]].astype(np.int32))
    column = np.array(own, np.bytes_)
    order = np.argsort(column, kind="stable")
    kept = KnownNetwork(
        network.as_of,
        network.confirmed,
        network.cleared,
        {kind: sparse.csr_array(matrix[has[kind]]) for kind, matrix in network.parties.items()},
        {kind: near[has[kind]] for kind, near in network.near.items()},
    )
    return KnownParties(
        kept, column[order], np.concatenate(kinds)[order], np.concatenate(rows)[order]
    )
