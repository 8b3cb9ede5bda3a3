"""Pieces of the projection: each is analysed by itself, with all that it may look at cut out.

A piece is a component of linked households, or a part of one that is too large to settle at once.
Its arrays have positions of their own, so that its outcome depends on nothing outside and can be
taken over while they stay the same, wherever its households stand in the whole graph.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from scipy import sparse

from graph.communities.partition import Community, components
from graph.communities.settled import LARGEST, WHOLE, Ties, parts_in_advance, settle
from graph.projection.chance import Chance, chance
from graph.projection.evidence import Indices
from graph.projection.figures import Figures
from graph.projection.groups import indicator
from graph.projection.households import Households
from graph.projection.items import Items
from graph.projection.weights import Projection, pair_threshold
from graph.rings.candidates import Candidate, candidate
from graph.rings.memory import Memory, content_key
from graph.rings.parameters import RingParameters

CUT, SETTLED, GROUP = "cut", "settled", "group"  # kinds of outcomes that are kept


@dataclass(frozen=True)
class Whole:
    """The arrays that pieces are cut from."""

    items: Items
    homes: Households
    projection: Projection
    ties: Ties
    odds: Chance


def whole_of(
    items: Items,
    homes: Households,
    projection: Projection,
    figures: Figures,
    parameters: RingParameters,
) -> Whole:
    """The arrays with what decides about ties between parts, and about chance."""
    least = pair_threshold(figures.households, parameters.weights.odds)
    ties = Ties(items, projection.surprise, least, figures.households)
    return Whole(items, homes, projection, ties, chance(items, projection.surprise, figures))


@dataclass(frozen=True)
class Places:
    """Where the rows and columns of a piece stand in the whole graph; each sorted."""

    households: Indices
    people: Indices
    items: Indices
    claims: Indices


@dataclass(frozen=True)
class Piece:
    """Some households and nothing else: what their analysis gets, and what its key covers."""

    homes: Households
    ties: Ties
    odds: Chance


def _shared(matrix: sparse.csr_array, rows: Indices) -> Indices:
    """Columns that two or more of these rows have, sorted."""
    columns, holders = np.unique(matrix[rows].indices, return_counts=True)
    found: Indices = columns[holders >= 2].astype(np.int64)
    return found


def _among(matrix: sparse.csr_array, rows: Indices, columns: Indices) -> sparse.csr_array:
    """These rows with only these columns (both sorted), without looking at the others' number."""
    some = sparse.csr_array(matrix[rows])
    shape = (len(rows), len(columns))
    if not len(columns):
        return sparse.csr_array(shape, dtype=some.dtype)
    at = np.minimum(np.searchsorted(columns, some.indices), len(columns) - 1)
    keep = columns[at] == some.indices
    row = np.repeat(np.arange(len(rows)), np.diff(some.indptr))[keep]
    starts = np.searchsorted(row, np.arange(len(rows) + 1))
    found = sparse.csr_array((some.data[keep], at[keep], starts), shape=shape)
    found.sort_indices()
    return found


def inside(links: sparse.csr_array, nodes: Indices) -> sparse.csr_array:
    """Links among these nodes (sorted), which are numbered by their place there."""
    return _among(links, nodes, nodes)


def ties_among(ties: Ties, homes: Households, households: Indices) -> tuple[Ties, Places]:
    """What ties these households (sorted): the items and claims that two of them share."""
    items = ties.items
    people = homes.people.of(households)
    columns, claims = _shared(items.by_household, households), _shared(items.together, households)
    own = Items(
        kind=items.kind[columns],
        held=_among(items.held, people, columns),
        by_household=_among(items.by_household, households, columns),
        degree=items.degree[columns],
        links=items.links[columns],
        parts=np.full((len(columns), 2), -1, np.int64),  # they name parties outside, too
        lift=items.lift[columns],
        together=_among(items.together, households, claims),
        paired=np.flatnonzero(np.isin(claims, items.paired)),
    )
    found = replace(ties, items=own, surprise=ties.surprise[columns])
    return found, Places(households, people, columns, claims)


def cut_out(whole: Whole, households: Indices) -> tuple[Piece, Places]:
    """The piece of these households (sorted), with the items and claims that two of them share.

    What one alone has says nothing of the piece, but for the number of it, which `odds` knows.
    """
    homes, odds = whole.homes, whole.odds
    ties, places = ties_among(whole.ties, homes, households)
    of = np.searchsorted(households, homes.of[places.people])
    piece = Piece(
        homes=Households(of, indicator(of)),
        ties=ties,
        odds=Chance(
            _among(odds.holdings, households, places.items),
            _among(odds.claims, households, places.claims),
            odds.households,
            odds.clients[places.items],
            odds.pairs,
        ),
    )
    return piece, places


def grouped(
    whole: Whole, parameters: RingParameters, memory: Memory | None = None
) -> list[Community]:
    """Communities of all linked households, sorted; the same for any order of rows.

    What the memory knows is taken from it.
    """
    memory, found = memory or Memory(), []
    for component in components(whole.projection.links):
        for piece in _in_advance(whole, component, parameters, memory):
            found += _settled(whole, piece, parameters, memory)
    return sorted(found)


def _in_advance(
    whole: Whole, component: Indices, parameters: RingParameters, memory: Memory
) -> list[Indices]:
    """The component, or its parts where it is too large to be settled at once."""
    if len(component) <= LARGEST:
        return [component]
    links = inside(whole.projection.links, component)
    key = content_key(links, parameters.seed)
    if (told := memory.recall(CUT, key)) is None:
        told = memory.keep(CUT, key, json.dumps(parts_in_advance(links, parameters.seed)))
    return [component[part] for part in json.loads(told)]


def _settled(
    whole: Whole, piece: Indices, parameters: RingParameters, memory: Memory
) -> list[Community]:
    """Communities of one piece; a small one is one itself."""
    if len(piece) <= WHOLE:
        return [tuple(piece.tolist())]
    links, ties = inside(whole.projection.links, piece), cut_out(whole, piece)[0].ties
    key = content_key(links, ties, parameters.seed)
    if (told := memory.recall(SETTLED, key)) is None:
        told = memory.keep(SETTLED, key, json.dumps(settle(links, ties, parameters.seed)))
    return [tuple(piece[part].tolist()) for part in json.loads(told)]


class Judge:
    """Says which candidate ring a community holds, if any; what the memory knows isn't asked."""

    def __init__(
        self, whole: Whole, parameters: RingParameters, memory: Memory | None = None
    ) -> None:
        self._whole, self._parameters, self._memory = whole, parameters, memory or Memory()
        self._given = content_key(parameters.as_dict())
        self._judged: dict[Community, Candidate | None] = {}

    def __call__(self, community: Community) -> Candidate | None:
        """The candidate ring in this community; each is judged once."""
        if community not in self._judged:
            self._judged[community] = self._judge(community)
        return self._judged[community]

    def _judge(self, community: Community) -> Candidate | None:
        if len(community) < self._parameters.least_households:
            return None
        piece, places = cut_out(self._whole, np.array(community, np.int64))
        key = content_key(self._given, piece)
        told = self._memory.recall(GROUP, key)
        if told is None:
            items, told_by, odds = piece.ties.items, piece.ties.surprise, piece.odds
            every = tuple(range(len(community)))
            own = candidate(every, items, piece.homes, told_by, odds, self._parameters)
            self._memory.keep(GROUP, key, _text(own))
        else:
            own = _candidate(told)
        return None if own is None else _placed(own, places)


def _placed(own: Candidate, places: Places) -> Candidate:
    """A candidate of a piece with the positions that its rows and columns have in the whole."""
    return replace(
        own,
        community=tuple(places.households[list(own.community)].tolist()),
        households=places.households[own.households],
        people=places.people[own.people],
        items=places.items[own.items],
        claims=places.claims[own.claims],
        core=places.households[own.core],
    )


def _text(found: Candidate | None) -> str:
    """A candidate as JSON; numbers come back to the bit."""
    if found is None:
        return "null"
    return json.dumps({f.name: _plain(getattr(found, f.name)) for f in fields(found)})


def _plain(value: object) -> object:
    return {value.dtype.name: value.tolist()} if isinstance(value, np.ndarray) else value


def _candidate(text: str) -> Candidate | None:
    plain: dict[str, Any] | None = json.loads(text)
    if plain is None:
        return None
    return Candidate(**{name: _value(value) for name, value in plain.items()})


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        ((kind, numbers),) = value.items()
        return np.array(numbers, kind)
    return tuple(value) if isinstance(value, list) else value
