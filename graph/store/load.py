"""Loads columns: upserts by id in bounded transactions; creates first where a type is empty."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from graph.errors import StoreError
from graph.schema.registry import REGISTRY
from graph.store.rows import Columns, Value
from graph.store.sessions import Sessions, Transaction
from queries import Query, template

CHUNK = 10_000
Progress = Callable[[int], None]


def load_nodes(
    sessions: Sessions, label: str, columns: Columns, progress: Progress | None = None
) -> None:
    """Upsert entities of one type; `columns` holds 'id' and properties, None is not stored."""
    names = {REGISTRY.entity(label).label}
    check_columns(columns, ("id",), f"{label} entities")
    create = _when_empty(sessions, template("store/any_node").fill(names, label=label))
    chosen = "create_nodes" if create else "merge_nodes"
    query = template(f"load/{chosen}").fill(names, label=label)
    merge = template("load/merge_nodes").fill(names, label=label)
    _run_chunks(sessions, (query, merge), columns, ("id",), progress)


def load_links(
    sessions: Sessions,
    kind: str,
    source: str,
    target: str,
    columns: Columns,
    progress: Progress | None = None,
) -> None:
    """Upsert links of one type between two types of entity, which must be loaded before.

    `columns` holds 'id', 'source' and 'target' (entity ids) and properties.
    """
    slots = link_slots(kind, source, target)
    names = set(slots.values())
    ends = ("id", "source", "target")
    check_columns(columns, ends, f"{kind} links")
    create = _when_empty(sessions, template("store/any_link").fill(names, type=kind))
    chosen = "create_links" if create else "merge_links"
    query = template(f"load/{chosen}").fill(names, **slots)
    merge = template("load/merge_links").fill(names, **slots)
    _run_chunks(sessions, (query, merge), columns, ends, progress)


def link_slots(kind: str, source: str, target: str) -> dict[str, str]:
    """Names for the slots of a template on links; StoreError or RegistryError for unknown ones."""
    if kind not in REGISTRY.links:
        known = ", ".join(REGISTRY.links)
        raise StoreError(f"No link type {kind!r}; known types: {known}.")
    return {
        "type": kind,
        "source": REGISTRY.entity(source).label,
        "target": REGISTRY.entity(target).label,
    }


def check_columns(columns: Columns, needed: Sequence[str], what: str) -> None:
    """Raise StoreError unless the columns are equally long and hold those needed, filled."""
    if missing := [name for name in needed if name not in columns]:
        raise StoreError(f"{what} need the column {missing[0]!r}.")
    sizes = {len(column) for column in columns.values()}
    if len(sizes) > 1:
        raise StoreError(f"The columns of {what} differ in length: {sorted(sizes)}.")
    for name in needed:
        if any(not value for value in columns[name]):
            raise StoreError(f"The column {name!r} of {what} has an empty value.")


def chunks(columns: Columns, fixed: Sequence[str], size: int) -> Iterator[dict[str, list[object]]]:
    """Query parameters for `size` rows each: fixed columns as lists, the rest as maps."""
    others = ["id", *(name for name in columns if name not in fixed)]
    for start in range(0, len(columns["id"]), size):
        part: dict[str, list[object]] = {
            name: list(columns[name][start : start + size]) for name in fixed
        }
        rows = range(start, min(start + size, len(columns["id"])))
        part["properties"] = [_present(columns, others, row) for row in rows]
        yield part


def _present(columns: Columns, names: Sequence[str], row: int) -> Mapping[str, Value]:
    return {name: value for name in names if (value := columns[name][row]) is not None}


def _when_empty(sessions: Sessions, query: Query) -> bool:
    return not sessions.read(lambda transaction: transaction.run(query))


def _run_chunks(
    sessions: Sessions,
    queries: tuple[Query, Query],
    columns: Columns,
    fixed: Sequence[str],
    progress: Progress | None,
) -> None:
    for part in chunks(columns, fixed, CHUNK):
        _run_chunk(sessions, queries, part)
        if progress is not None:
            progress(len(part["id"]))


def _run_chunk(
    sessions: Sessions, queries: tuple[Query, Query], part: Mapping[str, list[object]]
) -> None:
    def work(query: Query) -> Callable[[Transaction], None]:
        return lambda transaction: loaded_all(transaction, query, part)

    first, merge = queries
    sessions.write(work(first), otherwise=None if first is merge else work(merge))


def loaded_all(
    transaction: Transaction, query: Query, part: Mapping[str, Sequence[object]]
) -> None:
    """Run a load query; StoreError when it found fewer ends than it has links."""
    loaded = int(str(transaction.run_with(query, part)[0]["loaded"]))
    if missing := len(part["id"]) - loaded:
        raise StoreError(
            f"{missing} links name entities that aren't in the store; "
            "load entities before their links."
        )
