"""A search for possible doubles: rules applied, pairs scored, and the candidates kept."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from graph.schema.ids import entity_id
from graph.store import Store, Transaction
from ingest.same.apply import apply_rules
from ingest.same.model import LEAST_WEIGHT
from ingest.same.pairs import Candidate, candidate_of
from ingest.same.records import read_people
from queries import load

_CHUNK = 2000


@dataclass(frozen=True)
class Search:
    """Figures of one search."""

    at: str  # UTC ISO time
    people: int
    compared: int  # pairs that share a key few others have
    candidates: int
    joined: int  # pairs that a rule found and no contradiction stands against
    made: int  # links that the search made or changed
    removed: int  # links that no rule or judgement supports any more
    threshold: float  # least match weight of a candidate, in bits
    prior: float  # share of all pairs taken to be one person
    trained: bool  # False: too few people, the shares of docs/same-person.md were used
    left_out: Mapping[str, int]  # keys of too many records to compare, by kind


def find_same(store: Store, at: str, threshold: float = LEAST_WEIGHT) -> Search:
    """Apply the rules, score all pairs worth comparing, and keep what is worth a look.

    `at` is the UTC ISO time of the search. Candidates of an earlier search are replaced;
    judgements stay.
    """
    from ingest.same.candidates import find_candidates  # Splink takes a moment to load

    people = read_people(store)
    applied = apply_rules(store, f"same {at}", people)
    rules = [(row["a"], row["b"], row["rule"]) for row in applied.rules.pairs.to_pylist()]
    found = find_candidates(people, rules, threshold)
    hubs = dict(found.left_out)
    hubs["rule"] = sum(applied.rules.left_out.values())
    search = Search(
        at=at,
        people=len(people),
        compared=found.compared,
        candidates=len(found.candidates),
        joined=sum(rule != "identity_number_contradicted" for _, _, rule in rules),
        made=applied.made,
        removed=applied.removed,
        threshold=threshold,
        prior=found.model.prior,
        trained=found.model.trained,
        left_out={kind: count for kind, count in sorted(hubs.items()) if count},
    )
    _keep(store, search, found.candidates)
    return search


def _keep(store: Store, search: Search, candidates: tuple[Candidate, ...]) -> None:
    rows = [
        {
            "id": entity_id("SameCandidate", f"{one.a} {one.b}"),
            "a": one.a,
            "b": one.b,
            "weight": one.weight,
            "rule": one.rule,
            "document": one.document(),
        }
        for one in candidates
    ]

    def work(tx: Transaction) -> None:
        tx.run(load("same/clear_candidates"))
        for start in range(0, len(rows), _CHUNK):
            tx.run(load("same/create_candidates"), rows=rows[start : start + _CHUNK])
        document = json.dumps(asdict(search), sort_keys=True)
        identifier = entity_id("SameSearch", "last")
        tx.run(load("same/create_search"), id=identifier, at=search.at, document=document)

    store.transact(work)


def last_search(store: Store) -> Search | None:
    """The last search, or None when there was none."""
    rows = store.read(load("same/search"))
    return Search(**json.loads(str(rows[0]["document"]))) if rows else None


def read_candidates(store: Store) -> list[Candidate]:
    """The candidates of the last search, the heaviest first."""
    return [
        candidate_of(
            str(row["a"]),
            str(row["b"]),
            float(str(row["weight"])),
            str(row["rule"] or ""),
            str(row["document"]),
        )
        for row in store.read(load("same/candidates"))
    ]
