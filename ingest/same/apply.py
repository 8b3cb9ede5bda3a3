"""Brings the SAME_AS links of a store to what rules and judgements say now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.store import Store, Transaction
from ingest.same.around import Around, read_some
from ingest.same.judgements import (
    JUDGED,
    Judgement,
    Pair,
    SameLink,
    links_of_people,
    own_link,
    read_judgements,
    read_links,
    remove_links,
    set_links,
    standing,
)
from ingest.same.records import People, PeopleFiles, read_people
from ingest.same.rules import JOINING, KEYS, RulePairs, rule_pairs


@dataclass(frozen=True)
class Applied:
    """What the rules found and what was changed in the store."""

    rules: RulePairs
    made: int
    removed: int


def apply_rules(
    store: Store,
    run_stamp: str,
    people: People | PeopleFiles | None = None,
    around: Around | None = None,
    spill: Path | None = None,
) -> Applied:
    """Join what a rule or a standing judgement joins, and part what none joins any more.

    Judgements go before rules: 'different' parts a pair whatever joined it. Links that a source
    declares stay, but aren't accepted while a judgement says 'different'. The same evidence and
    judgements give the same links whatever was there before; what is right already isn't written.
    `people` saves reading them from the store. `around`: only what may have changed is looked at,
    which ends at the same links if they were right before. `spill` as for `rule_pairs`.
    """
    chosen = around or _everybody(people or read_people(store, KEYS), spill)
    rules = chosen.rules

    def work(tx: Transaction) -> Applied:
        judged = standing(read_judgements(tx))  # read here, so that none made meanwhile is missed
        wanted = _wanted(rules, *_concerning(tx, chosen, judged), run_stamp)
        links = read_links(tx) if chosen.everybody else links_of_people(tx, chosen.with_links)
        made = {link.id: link for link in links if link.id == own_link(link.source, link.target)}
        ours = {i: link for i, link in made.items() if chosen.concerns(link.source, link.target)}
        declared = _declared([link for link in links if link.id not in made], judged)
        new = [link for i, link in wanted.items() if i not in ours or _differs(link, ours[i])]
        gone = sorted(set(ours) - set(wanted))
        remove_links(tx, [ours[identifier] for identifier in gone])
        set_links(tx, [*new, *declared])
        return Applied(rules, len(new), len(gone))

    return store.transact(work)


def _everybody(people: People | PeopleFiles, spill: Path | None) -> Around:
    """All people, who can be millions: none is named but by a pair."""
    rules = rule_pairs(people.people, people.held["document"], people.held["phone"], spill)
    nobody: frozenset[str] = frozenset()
    return Around(nobody, nobody, nobody, rules, everybody=True)


def _concerning(
    tx: Transaction, around: Around, judged: dict[Pair, Judgement]
) -> tuple[dict[Pair, Judgement], set[str]]:
    """The judgements on pairs that are looked at, and which people are on record."""
    chosen = {pair: one for pair, one in judged.items() if around.concerns(*pair)}
    others = {person for pair in chosen for person in pair}
    others.update(*(around.rules.pairs[end].to_pylist() for end in ("a", "b")))
    known = {person for person, *_ in read_some(tx, others - around.people)}
    return chosen, known | around.current


def _wanted(
    rules: RulePairs, judged: dict[Pair, Judgement], known: Collection[str], stamp: str
) -> dict[str, SameLink]:
    bases = {
        (row["a"], row["b"]): f"rule:{row['rule']}"
        for row in rules.pairs.to_pylist()
        if row["rule"] in JOINING
    }
    for pair, judgement in judged.items():
        if judgement.verdict == "same":
            bases[pair] = JUDGED
        elif judgement.verdict == "different":
            bases.pop(pair, None)
    return {
        own_link(a, b): SameLink(
            id=own_link(a, b), source=a, target=b, accepted=True, basis=basis, run=stamp
        )
        for (a, b), basis in sorted(bases.items())
        if a in known and b in known
    }


def _declared(links: Sequence[SameLink], judged: dict[Pair, Judgement]) -> list[SameLink]:
    """Links of sources that are accepted although a person judged 'different'."""
    parted = {pair for pair, judgement in judged.items() if judgement.verdict == "different"}
    return [
        link.model_copy(update={"accepted": False})
        for link in links
        if link.accepted
        and (min(link.source, link.target), max(link.source, link.target)) in parted
    ]


def _differs(wanted: SameLink, there: SameLink) -> bool:
    return (wanted.accepted, wanted.basis) != (there.accepted, there.basis)
