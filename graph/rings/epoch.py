"""Epochs: the figures of the whole graph, frozen by a full analysis for those that follow it.

Whatever a household's outcome takes from beyond its own surroundings is here: counts over
everybody, the holders of large hubs, what pairs of providers are expected to have in common. So
what a load didn't touch has the same numbers as before to the bit, and its outcome can be taken
over. Counts of single hubs and pairs that moved by more than STEADY are renewed one by one, and
then all who hold them are touched; counts over everybody are not, and `drift` says how far off
they are. See docs/decisions/0059-epochs.md.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import TypeAdapter

from graph.measures.pairs import ValidatedPairs
from graph.projection.figures import Figures
from graph.projection.holdings import ITEM_LABELS
from graph.projection.ids import Ids
from graph.projection.items import KINDS, PROVIDER_PAIR, Items
from graph.projection.weights import Weights, linking, pairs_compared
from graph.rings.model import Sentence
from graph.rings.parameters import RingParameters

BOUND = 0.02  # most that a count over everybody may have moved, as |ln(now / then)|
PAIRS_BOUND = 0.1  # the same for the number of provider pairs: a score takes ln of it once
STEADY = 0.05  # most that the count of a hub or the lift of a pair may have moved, as a share
_CROWDED = 2  # times the budget of pairs that may be written down before a limit is set anew
_ROOMS = ("projection", "communities", "measures", "rings")
_LIBRARIES = ("networkx", "numpy", "scipy")
_FIGURES = TypeAdapter(Figures)


@lru_cache(maxsize=1)
def method() -> str:
    """Stands for the program that analyses: its own source text and the libraries it counts on."""
    state = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted(path for room in _ROOMS for path in (root / room).glob("*.py")):
        state.update(path.read_bytes())
    for library in _LIBRARIES:
        state.update(f"{library} {version(library)}\n".encode())
    return state.hexdigest()


@dataclass(frozen=True)
class PairFigures:
    """A validated pair of providers as an epoch has it."""

    together: int  # claims that both served
    expected: float  # of them by chance
    households: int  # of their clients

    @property
    def lift(self) -> float:
        """Joint claims over those expected."""
        return self.together / self.expected


@dataclass(frozen=True)
class Epoch:
    """Frozen figures. `degrees` are households of hubs by item; `pairs` by the two providers."""

    method: str
    parameters: Mapping[str, object]
    figures: Figures
    degrees: Mapping[str, int]
    pairs: Mapping[tuple[str, str], PairFigures]

    @cached_property
    def id(self) -> str:
        """SHA-256 of its text."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    def text(self) -> str:
        """As JSON; `read` gives it back to the last bit."""
        plain = {
            "method": self.method,
            "parameters": self.parameters,
            "figures": asdict(self.figures),
            "degrees": self.degrees,
            "pairs": [[*ends, *asdict(found).values()] for ends, found in self.pairs.items()],
        }
        return json.dumps(plain, ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: str) -> "Epoch":
        """From its text; ValueError, KeyError or TypeError when it is none."""
        plain = json.loads(text)
        figures = _FIGURES.validate_python(plain["figures"])
        pairs = {(one, other): PairFigures(*rest) for one, other, *rest in plain["pairs"]}
        return cls(plain["method"], plain["parameters"], figures, plain["degrees"], pairs)

    def pairs_of(self, pairs: ValidatedPairs, names: Sequence[str]) -> ValidatedPairs:
        """The pairs validated now, with the epoch's figures where they are steady."""
        together, expected = pairs.together.copy(), pairs.expected.copy()
        for at, ends in enumerate(_ends(pairs, names)):
            then = self.pairs.get(ends)
            if then and abs(together[at] / expected[at] - then.lift) <= STEADY * then.lift:
                together[at], expected[at] = then.together, then.expected
        return replace(pairs, together=together, expected=expected)

    def items_of(
        self, items: Items, item_ids: Ids, pairs: ValidatedPairs, names: Sequence[str]
    ) -> Items:
        """The items as they are now, with the epoch's counts of holders where they are steady.

        `pairs` are those of `pairs_of`, in the order of the items' own.
        """
        degree = items.degree.copy()
        hubs = pa.array(self.degrees.keys(), item_ids.column.type)
        place = pc.index_in(item_ids.column, value_set=hubs)
        known = np.flatnonzero(place.is_valid().to_numpy(zero_copy_only=False))
        then = np.array(list(self.degrees.values()), np.int64)[place.drop_null().to_numpy()]
        degree[known] = _steady(degree[known], then)
        own = np.flatnonzero(items.kind == PROVIDER_PAIR)
        for at, ends in zip(own.tolist(), _ends(pairs, names), strict=True):
            if frozen := self.pairs.get(ends):
                clients = np.array([frozen.households])
                degree[[at]] = _steady(degree[[at]], clients)
        lift = items.lift.copy()
        lift[own] = pairs.lift
        return replace(items, degree=degree, lift=lift)


def _steady(now: NDArray[np.int64], then: NDArray[np.int64]) -> NDArray[np.int64]:
    """What was counted then where the present count is near it, else the present count."""
    return np.where(np.abs(now - then) <= STEADY * then, then, now)


def _ends(pairs: ValidatedPairs, names: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (names[one], names[other])
        for one, other in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    ]


def freeze(
    items: Items,
    item_ids: Ids,
    pairs: ValidatedPairs,
    names: Sequence[str],
    figures: Figures,
    parameters: RingParameters,
) -> Epoch:
    """The epoch of a full analysis; `items` and `pairs` as it found them."""
    real = len(item_ids)
    hubs = np.flatnonzero(items.degree[:real] * STEADY >= 1)
    clients = items.degree[items.kind == PROVIDER_PAIR].tolist()
    found = zip(pairs.together.tolist(), pairs.expected.tolist(), clients, strict=True)
    return Epoch(
        method(),
        _plain(parameters),
        figures,
        {item_ids[at]: int(items.degree[at]) for at in hubs.tolist()},
        {ends: PairFigures(*each) for ends, each in zip(_ends(pairs, names), found, strict=True)},
    )


@dataclass(frozen=True)
class Drift:
    """How far present counts over everybody are from frozen ones."""

    share: float  # the most that one moved, as |ln(now / then)|: 0.02 are about 2%
    why: Sentence | None  # why it is too far; None while the epoch holds


def drift(epoch: Epoch, items: Items, now: Figures, settings: Weights) -> Drift:
    """Compare the epoch with the items and figures as they are now, counted afresh."""
    then = epoch.figures
    moved = [
        (_moved(then.households, now.households), "households", ""),
        (_moved(then.parts, now.parts), "parts", ""),
    ]
    for kind, before, after in zip(KINDS, then.links, now.links, strict=True):
        moved.append((_moved(before, after), "links", kind))
    share, what, label = max(moved)
    if share > BOUND:
        told = {"percent": percent(share), "bound": percent(BOUND), "label": label}
        return Drift(share, Sentence(message=f"rings.drift.{what}", parameters=_known(told)))
    for label, before, after in zip(ITEM_LABELS, then.lone, now.lone, strict=False):
        if before != after:
            figures = {"label": label, "before": before, "now": after}
            return Drift(share, Sentence(message="rings.drift.lone", parameters=figures))
    if _moved(then.pairs, now.pairs) > PAIRS_BOUND:
        return Drift(share, Sentence(message="rings.drift.pairs"))
    written = pairs_compared(items.degree[linking(items)], then.compared)
    if written > _CROWDED * settings.pair_budget and now.compared < then.compared:
        return Drift(share, Sentence(message="rings.drift.compared"))
    return Drift(share, None)


def _known(figures: dict[str, object]) -> dict[str, object]:
    """Without those that are empty."""
    return {name: value for name, value in figures.items() if value != ""}


def unfit(epoch: Epoch, parameters: RingParameters) -> Sentence | None:
    """Why an epoch can't be used for an analysis by this program with these parameters."""
    if epoch.method != method():
        return Sentence(message="rings.drift.program")
    if epoch.parameters != _plain(parameters):
        return Sentence(message="rings.drift.parameters")
    return None


def _plain(parameters: RingParameters) -> Mapping[str, object]:
    """Parameters as they come back from JSON."""
    found: dict[str, object] = json.loads(json.dumps(parameters.as_dict()))
    return found


def _moved(before: int, after: int) -> float:
    """|ln(after / before)|; infinite when only one of them is nothing."""
    if before == after:
        return 0.0
    return abs(float(np.log(after / before))) if before and after else float("inf")


def percent(share: float) -> object:
    """A share in percent, as sentences say it."""
    return round(100 * share, 1) if np.isfinite(share) else "∞"
