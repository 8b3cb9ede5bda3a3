"""Judging whether two records are one person: each judgement and its undoing an audited act."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cases.audit import Act, AuditTrail, Place
from cases.model import canonical, digest
from cases.words import one_of, required
from graph.errors import InputError
from graph.explore import resolve
from graph.language import failure
from graph.projection.groups import union
from graph.schema.ids import entity_id
from graph.schema.registry import REGISTRY
from graph.store import Store, Transaction
from ingest.same import Candidate, Search, find_same, last_search, read_candidates
from ingest.same.judgements import (
    JUDGED,
    VERDICTS,
    Judgement,
    Pair,
    SameLink,
    Verdict,
    links_of_pair,
    own_link,
    read_judgements,
    read_links,
    remove_links,
    set_links,
    standing,
)
from queries import load

State = Literal["open", "unsure", "same", "different", "joined"]
STATES: tuple[State, ...] = ("open", "unsure", "same", "different", "joined")
"""open: nobody judged it; joined: by a rule or a source, and nobody judged it."""
TO_DO: tuple[State, ...] = ("open", "unsure")


@dataclass(frozen=True)
class SamePair:
    """Two records that were found, joined or judged, with all that is known of the pair."""

    a: str
    b: str
    state: State
    candidate: Candidate | None  # None: the last search didn't find it
    basis: str  # of the accepted link: 'rule:…', 'judgement', 'source'; empty without one
    judgement: Judgement | None  # the one that stands


@dataclass(frozen=True)
class Contradiction:
    """A pair judged 'different' that other accepted links join all the same, through `through`."""

    a: str
    b: str
    through: tuple[str, ...]  # the other people of the group, sorted


class SamePeople:
    """The pairs of one store, as the trail's actor judges them."""

    def __init__(self, store: Store, trail: AuditTrail) -> None:
        self._store = store
        self._trail = trail

    def find(self, at: str) -> Search:
        """Apply the rules and search for candidates; `at` is the UTC ISO time."""
        search = find_same(self._store, at)
        counts = {"people": str(search.people), "candidates": str(search.candidates)}
        self._trail.commit(lambda _tx, _place: Act("same_searched", None, (), counts))
        return search

    def last_search(self) -> Search | None:
        """Figures of the last search."""
        return last_search(self._store)

    def pairs(self, states: Sequence[str] = TO_DO) -> tuple[SamePair, ...]:
        """Pairs in these states, the heaviest first; those without weight last."""
        wanted = {one_of(state, STATES, "state") for state in states}
        candidates = {(c.a, c.b): c for c in read_candidates(self._store)}
        judged = standing(read_judgements(self._store))
        bases = _bases(read_links(self._store))
        found = [
            _pair(key, candidates.get(key), bases.get(key, ""), judged.get(key))
            for key in {*candidates, *judged, *bases}
        ]
        kept = [pair for pair in found if pair.state in wanted]
        return tuple(sorted(kept, key=lambda p: (-_weight(p), p.a, p.b)))

    def pair(self, first: str, second: str) -> SamePair:
        """One pair, whatever its state; two people that nothing joins are 'open'."""
        key = self._key(first, second)
        known = {(pair.a, pair.b): pair for pair in self.pairs(STATES)}
        return known.get(key) or _pair(key, None, "", None)

    def judge(self, first: str, second: str, verdict: str, reason: str) -> SamePair:
        """Record whether two records are one person; `reason` says why.

        'same' joins them, 'different' parts them and keeps rules from joining them, 'unsure'
        leaves them as they are and on the list.
        """
        word: Verdict = one_of(verdict, VERDICTS, "judgement")
        why = required(reason, "judgement")
        a, b = self._key(first, second)

        def work(tx: Transaction, place: Place) -> Act:
            before = links_of_pair(tx, a, b)
            _set(tx, word, a, b, before)
            return _record(tx, place, (a, b), word, why, before, None)

        self._trail.commit(work)
        return self.pair(a, b)

    def undo(self, first: str, second: str, reason: str) -> SamePair:
        """Take the last judgement of a pair back: its links are as they were before it."""
        why = required(reason, "undo")
        a, b = self._key(first, second)

        def work(tx: Transaction, place: Place) -> Act:
            last = standing(read_judgements(tx)).get((a, b))
            if last is None:
                raise failure(InputError, "cases.error.no_judgement")
            now = links_of_pair(tx, a, b)
            restored = last.links_before
            mine = [link for link in now if link.id == own_link(a, b)]
            remove_links(tx, [link for link in mine if link.id not in _ids(restored)])
            there = [link for link in restored if link.id == own_link(a, b) or link.id in _ids(now)]
            set_links(tx, there)
            return _record(tx, place, (a, b), "undone", why, now, last.seq)

        self._trail.commit(work)
        return self.pair(a, b)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Pairs judged 'different' whose records other accepted links make one person."""
        groups = _groups(sorted(_bases(read_links(self._store))))
        judged = standing(read_judgements(self._store))
        found = []
        for (a, b), judgement in sorted(judged.items()):
            group = groups.get(a, frozenset())
            if judgement.verdict == "different" and b in group:
                found.append(Contradiction(a, b, tuple(sorted(group - {a, b}))))
        return tuple(found)

    def _key(self, first: str, second: str) -> Pair:
        people = [resolve(self._store, reference.strip()) for reference in (first, second)]
        for found, asked in zip(people, (first, second), strict=True):
            if found.label != "Person":
                raise failure(
                    InputError,
                    "cases.error.not_person",
                    asked=asked,
                    label=REGISTRY.entity(found.label).title,
                )
        a, b = sorted(person.id for person in people)
        if a == b:
            raise failure(InputError, "cases.error.same_record")
        return a, b


def _ids(links: Sequence[SameLink]) -> set[str]:
    return {link.id for link in links}


def _weight(pair: SamePair) -> float:
    return pair.candidate.weight if pair.candidate else float("-inf")


def _bases(links: Sequence[SameLink]) -> dict[Pair, str]:
    """What joins each pair that an accepted link joins; Ringleader's own link counts first."""
    found: dict[Pair, str] = {}
    for link in links:
        a, b = sorted((link.source, link.target))
        if link.accepted and a != b and (link.basis or (a, b) not in found):
            found[a, b] = link.basis or "source"
    return found


def _pair(
    key: Pair, candidate: Candidate | None, basis: str, judgement: Judgement | None
) -> SamePair:
    state: State = "joined" if basis and basis != JUDGED else "open"
    if judgement is not None and judgement.verdict != "undone":
        state = judgement.verdict
    return SamePair(*key, state, candidate, basis, judgement)


def _set(tx: Transaction, word: Verdict, a: str, b: str, before: Sequence[SameLink]) -> None:
    """The links of a pair as a judgement wants them."""
    own = own_link(a, b)
    if word == "same":
        run = next((link.run for link in before if link.id == own), None)
        joined = SameLink(id=own, source=a, target=b, accepted=True, basis=JUDGED, run=run)
        set_links(tx, [joined])
    elif word == "different":
        remove_links(tx, [link for link in before if link.id == own])
        declared = [link for link in before if link.id != own and link.accepted]
        set_links(tx, [link.model_copy(update={"accepted": False}) for link in declared])


def _record(
    tx: Transaction,
    place: Place,
    pair: Pair,
    verdict: Literal["same", "different", "unsure", "undone"],
    reason: str,
    before: Sequence[SameLink],
    undoes: int | None,
) -> Act:
    judgement = Judgement(
        id=entity_id("SameJudgement", str(place.seq)),
        seq=place.seq,
        at=place.at,
        author=place.actor,
        a=pair[0],
        b=pair[1],
        verdict=verdict,
        reason=reason,
        before=canonical([link.model_dump(mode="json") for link in before]),
        undoes=undoes,
    )
    tx.run(load("same/create_judgement"), **judgement.model_dump(mode="json"))
    details = {"verdict": verdict, "record_sha256": digest(judgement)}
    return Act("same_undone" if undoes else "same_judged", None, pair, details)


def _groups(pairs: Sequence[Pair]) -> dict[str, frozenset[str]]:
    """The group of each person that accepted links join to others."""
    people = sorted({person for pair in pairs for person in pair})
    place = {person: at for at, person in enumerate(people)}
    ends = np.array([place[person] for pair in pairs for person in pair], np.int64)
    numbers = union(len(people), ends, np.repeat(np.arange(len(pairs)), 2)).tolist()
    members: dict[int, set[str]] = {}
    for person, number in zip(people, numbers, strict=True):
        members.setdefault(number, set()).add(person)
    groups = {number: frozenset(some) for number, some in members.items()}
    return {person: groups[number] for person, number in zip(people, numbers, strict=True)}
