"""Invented people in a store, written like a story, for tests of doubles."""

from collections.abc import Sequence
from datetime import date

from graph.schema.ids import entity_id, link_id
from graph.store import Columns, Store
from ingest.same.records import HELD

Row = tuple[str, str, str | None, dict[str, str]]  # number, name, birth date, what is held


def pid(number: str) -> str:
    """Id of the person with this customer number."""
    return entity_id("Person", f"made:{number}")


def pair(first: str, second: str) -> tuple[str, str]:
    """The ids of two people, in order."""
    a, b = sorted((pid(first), pid(second)))
    return a, b


def load_persons(store: Store, rows: Sequence[Row]) -> None:
    """Load people and what they hold, e.g. ('P1', 'Ada Marlow', '1980-01-01', {'phone': 'x'})."""
    store.load_nodes(
        "Person",
        {
            "id": [pid(number) for number, *_ in rows],
            "number": [number for number, *_ in rows],
            "search": [number.lower() for number, *_ in rows],
            "name": [name for _, name, *_ in rows],
            "birth_date": [date.fromisoformat(b) if b else None for _, _, b, _ in rows],
        },
    )
    for kind, (link, label) in HELD.items():
        held = [(pid(number), items[kind]) for number, _, _, items in rows if kind in items]
        if not held:
            continue
        values = sorted({value for _, value in held})
        ids = [entity_id(label, value) for value in values]
        name = "line" if label == "Address" else "number"
        store.load_nodes(label, {"id": ids, name: list(values)})
        targets = [entity_id(label, value) for _, value in held]
        sources = [person for person, _ in held]
        store.load_links(
            link,
            "Person",
            label,
            {
                "id": [link_id(link, a, b) for a, b in zip(sources, targets, strict=True)],
                "source": sources,
                "target": targets,
            },
        )


TWICE: Sequence[Row] = (
    ("P1", "王小明", "1980-05-17", {"document": "D1", "phone": "+12125550101"}),
    ("P2", "Wang Xiaoming", "1980-05-17", {"document": "D1"}),
    ("P3", "Ada Marlow", "1990-02-03", {"phone": "+12125550102", "address": "1 Candle Lane"}),
    ("P4", "Marlow Ada", "1990-02-03", {"phone": "+12125550102"}),
    ("P5", "Otto Pell", "1970-01-01", {"document": "D2"}),
    ("P6", "Wanda Pell", "1999-09-09", {"document": "D2"}),
    ("P7", "Ada Marlow", "1991-12-03", {}),
)
"""P1 and P2 are one by document, P3 and P4 by name, birth date and phone; P5 and P6 contradict."""


def declare(store: Store, first: str, second: str) -> tuple[str, str]:
    """Load a link that a source declares between two people; their ids, in order."""
    a, b = pair(first, second)
    columns: Columns = {
        "id": [link_id("SAME_AS", b, a)],
        "source": [b],
        "target": [a],
        "accepted": [True],
    }
    store.load_links("SAME_AS", "Person", "Person", columns)
    return a, b
