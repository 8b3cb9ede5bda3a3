"""Scores found rings against the labels of a sample: a drill and a test, never an input."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.language import say
from graph.rings.model import Ring
from graph.schema.ids import entity_id
from ingest.sample.labels import HonestLabel, Labels, read_labels

MATCH = 0.5  # Jaccard overlap of members from which a ring counts as found
NEVER_FLAG = ("household", "call_centre", "hospital", "fleet")


@dataclass(frozen=True)
class KindScore:
    """One row of the table: rings of a kind planted and found among the top R."""

    kind: str
    planted: int
    found: int


@dataclass(frozen=True)
class RingMatch:
    """One planted ring and the found ring that overlaps it most."""

    name: str
    kind: str
    shares_hubs: bool
    size: int
    best: str | None  # id of the found ring with the largest overlap, at any rank
    rank: int | None
    overlap: float  # Jaccard of members, 0 to 1
    wrongly_included: int  # its members that are not planted in this ring


@dataclass(frozen=True)
class SampleScore:
    """How well rings were found, counting only the top R of them, R = number planted."""

    planted: int
    found: int
    shared_planted: int
    shared_found: int
    considered: int  # rings in the top R, fewer when fewer were found
    false: int  # rings in the top R that match no planted ring
    named: int  # people who are members of the top R rings
    honest_named: int  # of these, people in no planted ring
    honest_flagged: tuple[HonestLabel, ...]  # look-alikes that fill a false ring, see NEVER_FLAG
    by_kind: tuple[KindScore, ...]
    matches: tuple[RingMatch, ...]

    @property
    def recall(self) -> float:
        """Share of the planted rings found in the top R."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def shared_recall(self) -> float:
        """Share found of the rings that use common garages, doctors and lawyers."""
        return self.shared_found / self.shared_planted if self.shared_planted else 1.0

    @property
    def false_share(self) -> float:
        """Share of the top R that matches no planted ring."""
        return self.false / self.considered if self.considered else 0.0

    @property
    def honest_per_100_named(self) -> float:
        """Honest people among 100 named as members in the top R."""
        return 100 * self.honest_named / self.named if self.named else 0.0

    def table(self, lang: str) -> tuple[tuple[str, str], ...]:
        """What a command line prints: rows of (wording, figure) in this language."""
        top = self.planted

        def of(part: int, whole: int) -> str:
            return say("sample.score.of", lang, part=part, whole=whole)

        found = say("sample.score.found.value", lang, found=self.found, share=self.recall)
        rows = [
            (say("sample.score.planted", lang), str(self.planted)),
            (say("sample.score.found", lang, top=top), found),
            (say("sample.score.shared", lang), of(self.shared_found, self.shared_planted)),
            (say("sample.score.false", lang, top=top), of(self.false, self.considered)),
            (say("sample.score.honest", lang), f"{self.honest_per_100_named:.1f}"),
            (say("sample.score.flagged", lang), str(len(self.honest_flagged))),
        ]
        for row in self.by_kind:
            kind = say(f"sample.kind.{row.kind}", lang)
            rows.append((say("sample.score.kind", lang, kind=kind), of(row.found, row.planted)))
        return tuple(rows)


def _person_ids(people: Sequence[str]) -> frozenset[str]:
    return frozenset(entity_id("Person", f"sheets:{number}") for number in people)


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first | second else 0.0


def _matches(labels: Labels, found: Sequence[tuple[str, frozenset[str]]]) -> list[RingMatch]:
    matches = []
    for label in labels.rings:
        planted = _person_ids(label.members)
        best, best_rank = None, None
        overlap, wrong = 0.0, 0
        for rank, (name, members) in enumerate(found, start=1):
            if (value := _overlap(planted, members)) > overlap:
                best, best_rank, overlap, wrong = name, rank, value, len(members - planted)
        matches.append(
            RingMatch(
                label.name,
                label.kind,
                label.shares_hubs,
                len(planted),
                best,
                best_rank,
                overlap,
                wrong,
            )
        )
    return matches


def _flagged(labels: Labels, false_rings: Sequence[frozenset[str]]) -> tuple[HonestLabel, ...]:
    """Look-alikes of NEVER_FLAG to which at least half the members of a false ring belong."""
    flagged = []
    for honest in labels.honest:
        if honest.kind in NEVER_FLAG and false_rings:
            people = _person_ids(honest.people)
            if any(2 * len(people & ring) >= len(ring) for ring in false_rings if ring):
                flagged.append(honest)
    return tuple(flagged)


def score_sample(labels: Path, rings: Sequence[Ring]) -> SampleScore:
    """Compare rings with a sample's labels; InputError when the file can't be used."""
    ranked = sorted(rings, key=lambda ring: ring.rank)
    people = [frozenset(m.id for m in ring.members if m.label == "Person") for ring in ranked]
    return score_groups(labels, [(r.id, who) for r, who in zip(ranked, people, strict=True)])


def score_groups(labels: Path, ranked: Sequence[tuple[str, frozenset[str]]]) -> SampleScore:
    """Compare groups, (name, ids of people) with the best first, with a sample's labels.

    A planted ring is found when a ring in the top R shares at least half of the union of members
    (Jaccard >= .5), R = number of planted rings.
    """
    truth = read_labels(labels)
    top = ranked[: len(truth.rings)]
    ids = {name for name, _ in top}
    matches = _matches(truth, ranked)
    hits = [m for m in matches if m.overlap >= MATCH and m.best in ids]
    hit_ids = {m.best for m in hits}
    false_rings = [people for name, people in top if name not in hit_ids]
    named = frozenset().union(*(people for _, people in top))
    planted_people = _person_ids([p for label in truth.rings for p in label.members])
    # A piece of a planted ring whose members went to one hospital is no hospital.
    honest_rings = [ring for ring in false_rings if 2 * len(ring & planted_people) <= len(ring)]
    kinds = sorted({m.kind for m in matches})
    return SampleScore(
        planted=len(matches),
        found=len(hits),
        shared_planted=sum(m.shares_hubs for m in matches),
        shared_found=sum(m.shares_hubs for m in hits),
        considered=len(top),
        false=len(false_rings),
        named=len(named),
        honest_named=len(named - planted_people),
        honest_flagged=_flagged(truth, honest_rings),
        by_kind=tuple(
            KindScore(kind, sum(m.kind == kind for m in matches), sum(m.kind == kind for m in hits))
            for kind in kinds
        ),
        matches=tuple(matches),
    )
