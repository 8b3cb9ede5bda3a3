"""Fills a new, empty database with ArcadeDB's GraphBatch, inside the child process.

GraphBatch is not atomic: a database that it fills counts only once it is complete.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jpype

from graph.errors import StoreError
from graph.language import failure
from graph.store.arrow_files import read_batches, read_names
from graph.store.java_rows import Java, Rows

_BATCH_LINKS = 500_000  # links that GraphBatch sorts and writes together
_COMMIT = 50_000  # records of a transaction; else all that links touch are in memory at once
_CHUNKS = 100_000  # lists of links that are kept in memory
_MANY = 5_000  # rows of a type from which its ids are indexed here
_INDEX_PAGE = 1 << 20  # bytes; for every new id all pages are searched, so fewer are quicker


class ArcadeLoad:
    """One first load; nodes first, then links, then `close`.

    One thread turns columns into Java arrays while another, which alone touches the database,
    writes the batch before: JPype lets Python run while Java works.
    """

    def __init__(self, database: Any) -> None:
        self._database = database
        self._java = Java()
        self._writer = ThreadPoolExecutor(1)
        self._batch: Any = None
        self._kind = ""
        self._type = ""
        self._nodes: dict[str, Any] = {}  # label -> ArrayList of the record ids, in order
        self._rows: Counter[str] = Counter()  # of each label and link type
        self._links = 0
        self._indexes: list[Future[None]] = []  # being made

    def nodes(self, label: str, path: Path) -> int:
        """Create the entities of an Arrow file; returns how many."""
        self._use("nodes")
        self._run(lambda: self._database.getSchema().getOrCreateVertexType(label))
        known = self._nodes.setdefault(label, self._java.list())
        rows = Rows(self._java, read_names(path))

        def write(columns: list[Any], count: int) -> None:
            rows.exchange(columns)
            made = self._batch.createVertices(label, rows.all(count))
            known.addAll(self._java.as_list(made))

        def prepared() -> Iterator[tuple[list[Any], int]]:
            for batch in read_batches(path):
                yield [self._java.convert(column) for column in batch.columns], batch.num_rows

        return self._pipeline(label, prepared(), write)

    def links(self, kind: str, source: str, target: str, path: Path) -> int:
        """Create the links of an Arrow file, whose ends are places among the nodes of a label."""
        self._use("links")
        if kind != self._type:
            # links of one type in the buffer are written as bytes, of several as objects
            self._end_type()
            self._type = kind
        self._run(lambda: self._database.getSchema().getOrCreateEdgeType(kind))
        ends = (self._nodes.get(source), self._nodes.get(target))
        names = [name for name in read_names(path) if name not in ("source", "target")]
        table = _Links(self._java, self._batch, kind, names, ends)

        def prepared() -> Iterator[tuple[list[Any], int]]:
            for batch in read_batches(path):
                places = [batch.column(name).to_numpy() for name in ("source", "target")]
                columns = [jpype.JArray(jpype.JInt)(place.astype("int32")) for place in places]
                columns += [self._java.convert(batch.column(name)) for name in names]
                yield columns, batch.num_rows

        rows = self._pipeline(kind, prepared(), table.write)
        self._links += rows
        return rows

    def close(self) -> None:
        """Write what is buffered, and make the ids of types with many rows unique."""
        self._end_type()
        self._use("")
        for label in self._nodes:  # not before: their records are written anew with their links
            self._index(label)
        for index in self._indexes:
            index.result()
        self._writer.shutdown()

    def _end_type(self) -> None:
        """Write the links of a type, and index it while the client prepares the next."""
        if self._type:
            self._run(self._batch.flush)
            self._index(self._type)

    def _index(self, name: str) -> None:
        if self._rows[name] >= _MANY:
            self._indexes.append(self._writer.submit(self._make_unique, name))

    def _make_unique(self, name: str) -> None:
        """The index that the unique constraint of Cypher makes, on larger pages and from a sort."""
        schema = self._database.getSchema()
        text = jpype.JClass("com.arcadedb.schema.Type").STRING
        schema.getType(name).getOrCreateProperty("id", text)
        tree = jpype.JClass("com.arcadedb.schema.Schema").INDEX_TYPE.LSM_TREE
        by_sorting = jpype.JClass("com.arcadedb.schema.IndexBuildMode").SORTED
        index = schema.buildTypeIndex(name, jpype.JArray(jpype.JString)(["id"]))
        index = index.withType(tree).withBuildMode(by_sorting)
        index.withUnique(True).withPageSize(_INDEX_PAGE).create()

    def abandon(self) -> None:
        """Stop without completing; the database is to be dropped."""
        if self._batch is not None:
            self._run(self._batch.abandon)
        self._writer.shutdown()

    def _use(self, kind: str) -> None:
        """Nodes and links have a batch each: the first must be written before the second."""
        if kind == self._kind:
            return
        if self._batch is not None:
            self._run(self._batch.close)
            self._check_links(int(self._batch.getTotalEdgesCreated()))
        self._kind, self._batch = kind, None
        if kind:
            builder = self._database.batch().withBatchSize(_BATCH_LINKS)
            builder = builder.withCommitEvery(_COMMIT).withChunkCacheCapacity(_CHUNKS)
            self._batch = self._run(builder.build)

    def _check_links(self, written: int) -> None:
        """Threads of GraphBatch that run out of memory leave links at one end only, silently."""
        if written != self._links:
            raise failure(StoreError, "store.error.links_lost", written=written, links=self._links)

    def _run(self, work: Callable[[], Any]) -> Any:
        return self._writer.submit(work).result()

    def _pipeline(
        self,
        name: str,
        prepared: Iterator[tuple[list[Any], int]],
        write: Callable[[list[Any], int], None],
    ) -> int:
        total = 0
        before: Future[None] | None = None
        for columns, count in prepared:
            if before is not None:
                before.result()
            before = self._writer.submit(write, columns, count)
            total += count
        if before is not None:
            before.result()
        self._rows[name] += total
        return total


class _Links:
    """Hands the links of one table to GraphBatch, a whole batch in one call into Java."""

    def __init__(
        self, java: Java, batch: Any, kind: str, names: list[str], ends: tuple[Any, Any]
    ) -> None:
        self._java = java
        self._rows = Rows(java, names)
        rid = jpype.JClass("com.arcadedb.database.RID").class_
        text = jpype.JClass("java.lang.String")
        places = jpype.JArray(jpype.JInt, 2)
        self._places = places(2)
        new_edge = java.method(
            jpype.JClass("com.arcadedb.graph.GraphBatch").class_,
            "newEdge",
            jpype.JClass("java.lang.Void").TYPE,
            rid,
            text.class_,
            rid,
            java.column.class_,
        ).asFixedArity()
        bound = java.bind(java.bind(new_edge, 0, batch), 1, text(kind))
        parts = [*(self._end(j, known, rid) for j, known in enumerate(ends)), self._rows.row]
        self._make = java.as_interface(java.int_consumer, java.by_index(bound, parts))

    def _end(self, which: int, known: Any, rid: Any) -> Any:
        """Handle of i: the record id of the node at places[which][i]."""
        java = self._java
        of_places = java.handles.arrayElementGetter(jpype.JArray(jpype.JInt, 2).class_)
        column = java.bind(of_places, 0, self._places, jpype.JObject(jpype.JInt(which)))
        element = java.handles.arrayElementGetter(jpype.JArray(jpype.JInt).class_)
        place = java.handles.foldArguments(element, column)
        got = java.method(jpype.JClass("java.util.ArrayList").class_, "get", java.object, java.int)
        found = java.bind(got, 0, known).asType(java.type(rid, java.int))
        return java.handles.filterReturnValue(place, found)

    def write(self, columns: list[Any], count: int) -> None:
        """Buffer `count` links: places of their ends first, then the columns."""
        self._places[0], self._places[1] = columns[:2]
        self._rows.exchange(columns[2:])
        self._java.int_stream.range(0, count).forEach(self._make)
