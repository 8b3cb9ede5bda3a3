"""Reads in bulk: links and nodes as columns (collected lists, not rows), counts, and the digest."""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, cast

from graph.schema.registry import REGISTRY
from graph.store.rows import LinkColumns, Value
from graph.store.sessions import Sessions, Transaction
from queries import Query, template

_NOT_DIGESTED = frozenset({"run"})


def _filled(name: str, /, **slots: str) -> Query:
    return template(f"store/{name}").fill(set(slots.values()), **slots)


def _joined(rows: Sequence[Mapping[str, object]], column: str) -> list[Any]:
    return list(chain.from_iterable(cast("list[Any]", row[column]) for row in rows))


def links(sessions: Sessions, kind: str, source: str | None, target: str | None) -> LinkColumns:
    """All current links of a type, or those between two types, sorted by link id."""
    if source is None and target is None:
        queries = [_filled("links", type=kind)]
    else:
        ends = REGISTRY.links[kind]
        sources = [source] if source else list(ends.sources)
        targets = [target] if target else list(ends.link.to)
        queries = [
            _filled("links_between", type=kind, source=a, target=b)
            for a in sources
            for b in targets
        ]
    rows = sessions.read_bulk(lambda tx: [row for query in queries for row in tx.run(query)])
    ids, sources, targets = (_joined(rows, name) for name in ("ids", "sources", "targets"))
    order = sorted(range(len(ids)), key=ids.__getitem__)
    return LinkColumns(
        [ids[i] for i in order], [sources[i] for i in order], [targets[i] for i in order]
    )


def nodes(sessions: Sessions, label: str, properties: Sequence[str]) -> dict[str, list[Value]]:
    """Columns 'id' and each property of all entities of a type, sorted by id."""
    entity = REGISTRY.entity(label)
    names = [entity.property(name).name for name in properties if name != "id"]

    def read(transaction: Transaction) -> tuple[list[str], dict[str, dict[str, Value]]]:
        ids = sorted(_joined(transaction.run(_filled("ids", label=label)), "ids"))
        found = {}
        for name in names:
            rows = transaction.run(_filled("property", label=label, property=name))
            found[name] = dict(zip(_joined(rows, "ids"), _joined(rows, "values"), strict=True))
        return ids, found

    ids, found = sessions.read_bulk(read)
    columns: dict[str, list[Value]] = {"id": list(ids)}
    for name in names:
        columns[name] = [found[name].get(identifier) for identifier in ids]
    return columns


def whole_nodes(sessions: Sessions, label: str) -> list[dict[str, Any]]:
    """All properties of all current entities of a type."""
    rows = sessions.read_bulk(lambda tx: tx.run(_filled("all_nodes", label=label)))
    return _joined(rows, "properties")


def counts(sessions: Sessions) -> dict[str, int]:
    """Number of entities and links by label and type, work types too, sorted by name."""

    def read(transaction: Transaction) -> dict[str, int]:
        found = {}
        for label in REGISTRY.entities:
            found[label] = transaction.run(_filled("count_nodes", label=label))[0]["n"]
        for kind in REGISTRY.links:
            found[kind] = transaction.run(_filled("count_links", type=kind))[0]["n"]
        return {name: int(str(n)) for name, n in sorted(found.items())}

    return sessions.read_bulk(read)


def retired(sessions: Sessions) -> dict[str, int]:
    """Number of retired entities and links by label and type, sorted by name."""

    def read(transaction: Transaction) -> dict[str, int]:
        found = {}
        for label in REGISTRY.sourced_labels():
            found[label] = transaction.run(_filled("retired_nodes", label=label))[0]["n"]
        for kind in REGISTRY.sourced_links():
            found[kind] = transaction.run(_filled("retired_links", type=kind))[0]["n"]
        return {name: int(str(n)) for name, n in sorted(found.items())}

    return sessions.read_bulk(read)


def is_empty(sessions: Sessions) -> bool:
    """Whether the store holds nothing that a source tells."""
    labels = REGISTRY.sourced_labels()
    return not sessions.read(
        lambda tx: any(tx.run(_filled("any_node", label=label)) for label in labels)
    )


def digest(sessions: Sessions) -> str:
    """SHA-256 (hex) over all that sources tell now: types, ids, ends, properties, in sorted order.

    Left out: what is retired, work types, and the run that changed a fact last. Equal evidence
    gives an equal digest on both engines.
    """
    total = hashlib.sha256()
    for line in sessions.read_bulk(lambda tx: list(_lines(tx))):
        total.update(line)
    return total.hexdigest()


def _lines(transaction: Transaction) -> Iterator[bytes]:
    """One hash per label or link type, so that the whole graph is never in memory."""
    for label in REGISTRY.sourced_labels():
        for row in transaction.run(_filled("all_nodes", label=label)):
            items = cast("list[dict[str, Any]]", row["properties"])
            yield _hash_of(sorted((str(item["id"]), label, _canonical(item)) for item in items))
    for kind in REGISTRY.sourced_links():
        for row in transaction.run(_filled("all_links", type=kind)):
            columns = (
                cast("list[Any]", row[name]) for name in ("sources", "targets", "properties")
            )
            yield _hash_of(
                sorted(
                    (str(item["id"]), f"{kind} {a} {b}", _canonical(item))
                    for a, b, item in zip(*columns, strict=True)
                )
            )


def _hash_of(items: Sequence[tuple[str, str, str]]) -> bytes:
    return hashlib.sha256(json.dumps(items, ensure_ascii=False).encode()).digest()


def _canonical(properties: Mapping[str, Any]) -> str:
    kept = {k: v for k, v in properties.items() if k not in _NOT_DIGESTED and v is not None}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False, default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} isn't a stored type")
