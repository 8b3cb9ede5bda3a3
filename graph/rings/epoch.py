"""Epochs: the figures of the whole graph, frozen by a full analysis for those that follow it.

Whatever a household's outcome takes from beyond its own surroundings is here: counts over
everybody, what chance gives pairs of households and of providers and the line that they must pass,
the holders of large hubs, what pairs of providers are expected to have in common. So what a load
didn't touch has the same numbers as before to the bit, and its outcome can be taken over. Counts of
single hubs and pairs that moved by more than STEADY are renewed one by one, and then all who hold
them are touched; counts over everybody are not, and graph.rings.drift says how far off they are.
See docs/decisions/0059-epochs.md.
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

from graph.measures.pairs import PairNull, ValidatedPairs
from graph.projection.figures import Figures
from graph.projection.ids import Ids
from graph.projection.items import PROVIDER_PAIR, Items
from graph.rings.model import Sentence
from graph.rings.parameters import RingParameters

STEADY = 0.05  # most that the count of a hub or the lift of a pair may have moved, as a share
_ROOMS = ("projection", "communities", "measures", "rings")
_LIBRARIES = ("networkx", "numpy", "scipy")
_FIGURES, _NULL = TypeAdapter(Figures), TypeAdapter(PairNull)


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
    """Frozen figures. `degrees` are households of hubs by item; `pairs` by the two providers.

    `null` is that of the tests of providers; that of households is among the figures.
    """

    method: str
    parameters: Mapping[str, object]
    figures: Figures
    null: PairNull
    degrees: Mapping[str, int]
    pairs: Mapping[tuple[str, str], PairFigures]
    day: str = ""  # as of which it was frozen; no figure, and no part of its id

    @cached_property
    def id(self) -> str:
        """SHA-256 of its figures, parameters and method."""
        return hashlib.sha256(json.dumps(self._plain(), ensure_ascii=False).encode()).hexdigest()

    def text(self) -> str:
        """As JSON; `read` gives it back to the last bit."""
        return json.dumps({**self._plain(), "day": self.day}, ensure_ascii=False, indent=1)

    def _plain(self) -> Mapping[str, object]:
        return {
            "method": self.method,
            "parameters": self.parameters,
            "figures": asdict(self.figures),
            "null": asdict(self.null),
            "degrees": self.degrees,
            "pairs": [[*ends, *asdict(found).values()] for ends, found in self.pairs.items()],
        }

    @classmethod
    def read(cls, text: str) -> "Epoch":
        """From its text; ValueError, KeyError or TypeError when it is none."""
        plain = json.loads(text)
        figures = _FIGURES.validate_python(plain["figures"])
        pairs = {(one, other): PairFigures(*rest) for one, other, *rest in plain["pairs"]}
        null = _NULL.validate_python(plain["null"])
        given = plain["parameters"], figures, null, plain["degrees"], pairs, plain["day"]
        return cls(plain["method"], *given)

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
    day: str,
) -> Epoch:
    """The epoch of a full analysis as of a day; `items` and `pairs` as it found them."""
    real = len(item_ids)
    hubs = np.flatnonzero(items.degree[:real] * STEADY >= 1)
    clients = items.degree[items.kind == PROVIDER_PAIR].tolist()
    found = zip(pairs.together.tolist(), pairs.expected.tolist(), clients, strict=True)
    return Epoch(
        method(),
        _plain(parameters),
        figures,
        pairs.null,
        {item_ids[at]: int(items.degree[at]) for at in hubs.tolist()},
        {ends: PairFigures(*each) for ends, each in zip(_ends(pairs, names), found, strict=True)},
        day,
    )


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
