"""Judgements on pairs of records, and which of them stands: the latest that isn't undone."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from graph.schema.ids import link_id
from graph.store import Store, Transaction
from queries import load

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
JUDGED = "judgement"
"""Basis of a link that a person's judgement made."""
_CHUNK = 10_000


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SameLink(_Frozen):
    """One SAME_AS link between two people."""

    id: str
    source: str
    target: str
    accepted: bool | None
    basis: str | None
    run: str | None


class Judgement(_Frozen):
    """What one person decided on the pair a < b, or that a judgement is taken back ('undone')."""

    id: str
    seq: int  # of the audit entry that committed it
    at: str
    author: str
    a: str
    b: str
    verdict: Literal["same", "different", "unsure", "undone"]
    reason: str
    before: str  # JSON of the SameLinks that the pair had
    undoes: int | None = None  # seq of the judgement that an undone one takes back

    @property
    def links_before(self) -> tuple[SameLink, ...]:
        """The pair's links as they were."""
        return tuple(SameLink.model_validate(link) for link in json.loads(self.before))


Pair = tuple[str, str]


def own_link(a: str, b: str) -> str:
    """Id of Ringleader's own link of a pair; a source that declares SAME_AS has another."""
    return link_id("SAME_AS", a, b, "ringleader")


def standing(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The judgement that counts for each pair that has one; `judgements` oldest first."""
    stacks: dict[Pair, list[Judgement]] = defaultdict(list)
    for one in judgements:
        stack = stacks[one.a, one.b]
        if one.verdict == "undone":
            stacks[one.a, one.b] = [j for j in stack if j.seq != one.undoes]
        else:
            stack.append(one)
    return {pair: stack[-1] for pair, stack in stacks.items() if stack}


def read_judgements(reader: Store | Transaction) -> list[Judgement]:
    """All judgements, oldest first, outside or inside a transaction."""
    query = load("same/judgements")
    rows = reader.read(query) if isinstance(reader, Store) else reader.run(query)
    return [Judgement.model_validate(row) for row in rows]


def read_links(reader: Store | Transaction) -> list[SameLink]:
    """Every current SAME_AS link between people."""
    query = load("same/links")
    rows = reader.read_bulk(query) if isinstance(reader, Store) else reader.run(query)
    return [SameLink.model_validate(row) for row in rows]


def links_of_people(tx: Transaction, people: Collection[str]) -> list[SameLink]:
    """The current SAME_AS links that one of these people has with another person, sorted by id."""
    ordered = sorted(people)
    found = {
        str(row["id"]): SameLink.model_validate(row)
        for start in range(0, len(ordered), _CHUNK)
        for row in tx.run(load("same/links_of"), ids=ordered[start : start + _CHUNK])
    }
    return [found[identifier] for identifier in sorted(found)]


def links_of_pair(tx: Transaction, a: str, b: str) -> list[SameLink]:
    """The current links between two people, in either direction."""
    return [SameLink.model_validate(row) for row in tx.run(load("same/links_of_pair"), a=a, b=b)]


def set_links(tx: Transaction, links: Sequence[SameLink]) -> None:
    """Make these links, or let existing ones say what these say."""
    if links:
        tx.run(
            load("same/join"),
            ids=[link.id for link in links],
            sources=[link.source for link in links],
            targets=[link.target for link in links],
            accepted=[link.accepted for link in links],
            bases=[link.basis for link in links],
            runs=[link.run for link in links],
        )


def remove_links(tx: Transaction, links: Sequence[SameLink]) -> None:
    """Remove links that Ringleader made; what a source declares is never removed."""
    if links:
        tx.run(
            load("same/remove"),
            ids=[link.id for link in links],
            sources=[link.source for link in links],
            targets=[link.target for link in links],
        )
