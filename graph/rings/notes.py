"""Notes of a run: what the data can't show, and why no ring stands out when none does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy import sparse

from graph.projection.evidence import flat
from graph.projection.holdings import ITEM_LABELS
from graph.rings.detect import Detection
from graph.rings.model import Ring, Sentence
from graph.rings.suppressed import hubs

CROWD = 50  # people at an address from which its pairs aren't written down
CHANCE = 1.5  # times the pairs expected by chance below which sharing says nothing


@dataclass(frozen=True)
class SharedAddresses:
    """How people share addresses, and whether they share anything else."""

    addresses: int  # with two people or more
    pairs: int  # of people with a common address
    also: int  # of these pairs, those that share something else
    expected: float  # pairs if everybody had picked an address at random


def _note(message: str, **parameters: object) -> Sentence:
    return Sentence(message=message, parameters=parameters)


def shared_addresses(detection: Detection) -> SharedAddresses:
    """Compare the sharing of addresses with chance; addresses with over CROWD people left out."""
    held, columns = detection.holdings.held, detection.holdings.of_label("Address")
    degree = np.asarray(held.sum(axis=0)).ravel()
    usable = columns[degree[columns] <= CROWD]
    at = sparse.csr_array(held[:, usable])
    pairs = sparse.triu(at @ at.T, k=1, format="coo")
    first, second = pairs.coords
    rest = np.setdiff1d(np.flatnonzero(degree <= CROWD), columns)
    other = sparse.csr_array(held[:, rest])
    both = flat(sparse.csr_array(other[first].multiply(other[second]))).sum(axis=1)
    somewhere = float(degree[usable].sum())
    used = int((degree[usable] >= 1).sum())
    return SharedAddresses(
        addresses=int((degree[usable] >= 2).sum()),
        pairs=len(first),
        also=int((np.asarray(both).ravel() > 0).sum()),
        expected=somewhere * (somewhere - 1) / 2 / used if used else 0.0,
    )


def _kinds(detection: Detection) -> tuple[list[str], list[str]]:
    """Kinds of item that the data lack, and those of which no two people share one."""
    degree = np.asarray(detection.holdings.held.sum(axis=0)).ravel()
    absent, unique = [], []
    for number, label in enumerate(ITEM_LABELS):
        held = degree[detection.holdings.item_label == number]
        if not (held >= 1).any():
            absent.append(label)
        elif not (held >= 2).any():
            unique.append(label)
    return absent, unique


def _why_none(detection: Detection) -> list[Sentence]:
    """What the data say about sharing, when no ring stands out."""
    found = []
    absent, unique = _kinds(detection)
    if absent:
        found.append(_note("rings.note.absent", kinds=absent))
    if unique:
        found.append(_note("rings.note.unique", kinds=unique))
    shared = shared_addresses(detection)
    if shared.pairs:
        figures = {"addresses": shared.addresses, "pairs": shared.pairs, "also": shared.also}
        expected = round(shared.expected)
        if shared.pairs <= CHANCE * shared.expected:
            found.append(_note("rings.note.addresses_chance", expected=expected, **figures))
        else:
            found.append(_note("rings.note.addresses", **figures))
    if (providers := detection.evidence.count("Provider")) and not len(detection.pairs):
        found.append(_note("rings.note.no_pairs", providers=providers))
    return found


def notes(
    detection: Detection, rings: Sequence[Ring], families: Mapping[str, int] = MappingProxyType({})
) -> tuple[Sentence, ...]:
    """Everything a reader of the run must know besides its rings.

    `families` counts by typology the findings that ended since too few households were in them.
    """
    found: list[Sentence] = []
    people, households = detection.holdings.people, detection.homes.count
    if not people:
        return (_note("rings.note.empty"),)
    if not any(not ring.weak for ring in rings):
        message = "rings.note.weak" if rings else "rings.note.none"
        figures = {"people": people, "households": households}
        found.append(_note(message, **({"rings": len(rings)} if rings else {}), **figures))
        found += _why_none(detection)
    if suppressed := len(hubs(detection)):
        found.append(_note("rings.note.suppressed", items=suppressed))
    if families:
        found.append(_note("rings.note.families", patterns=sorted(families.items())))
    if (more := len(detection.candidates) - len(rings)) > 0:
        found.append(_note("rings.note.more", rings=len(rings), more=more))
    if hints := len(detection.hints):
        found.append(_note("rings.note.hints", groups=hints))
    if cut := len(detection.projection.cut):
        found.append(_note("rings.note.cut", items=cut))
    return tuple(found)
