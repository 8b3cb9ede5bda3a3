"""Where provenance and source files are kept: a directory, or a shared URL (fsspec)."""

import os
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import duckdb
import fsspec
from fsspec.implementations.local import LocalFileSystem

from graph.durable import settle
from graph.errors import StoreError
from graph.language import failure
from graph.provenance.writing import disk_error, remove_abandoned, replacing

_MEMORY = "256MB"
_THREADS = 4  # at most: each needs memory of its own, also where there are many cores
_SETTLING = 8  # files waited for at once: a disk writes them together


def bound(database: duckdb.DuckDBPyConnection, spill: Path) -> None:
    """Keep a working database to its share of memory; more of it goes to the directory `spill`."""
    database.execute(f"SET memory_limit = '{_MEMORY}'")
    database.execute(f"SET threads = {min(_THREADS, os.cpu_count() or 1)}")
    database.execute("SET temp_directory = $1", [str(spill)])


class Place:
    """One directory or URL; a file in it is seen whole or not at all.

    Paths are relative, with '/'. Several machines may share a place: an object store puts a file in
    one act; a directory replaces it in one.
    """

    def __init__(self, where: Path | str) -> None:
        self.where = str(where)
        try:
            self._fs, root = fsspec.core.url_to_fs(self.where)
        except (ImportError, ValueError) as error:
            raise failure(
                StoreError,
                "provenance.error.place",
                where=self.where.partition("?")[0],
                error=str(error),
            ) from error
        self._root = str(Path(root).resolve()) if self.is_local else root.rstrip("/")

    @property
    def is_local(self) -> bool:
        """Whether it is a directory of this machine."""
        return isinstance(self._fs, LocalFileSystem)

    def path(self, name: str) -> str:
        """The path as its file system calls it."""
        return posixpath.join(self._root, name)

    def uri(self, name: str) -> str:
        """What DuckDB opens, on a connection from `connect`."""
        return self.path(name) if self.is_local else str(self._fs.unstrip_protocol(self.path(name)))

    def connect(self, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
        """A DuckDB that reads files here; memory is bounded where it may `spill` to a directory."""
        database = duckdb.connect(":memory:")
        if spill is not None:
            bound(database, spill)
        database.execute("SET preserve_insertion_order = false")
        database.execute("SET enable_progress_bar = false")
        if not self.is_local:
            database.register_filesystem(self._fs)
        return database

    def exists(self, name: str) -> bool:
        """Whether the file is here."""
        return bool(self._fs.exists(self.path(name)))

    def names(self, directory: str) -> list[str]:
        """Paths of all files below `directory`, sorted."""
        try:
            found = self._fs.find(self.path(directory))
        except FileNotFoundError:
            return []
        return sorted(posixpath.relpath(path, self._root) for path in found)

    def remove(self, name: str) -> None:
        """Delete the file if it is here."""
        if self.exists(name):
            self._fs.rm_file(self.path(name))

    def remove_abandoned(self, directory: str) -> None:
        """Delete half-written files of killed commands; an object store has none."""
        if self.is_local:
            remove_abandoned(Path(self.path(directory)))

    def read(self, name: str) -> bytes | None:
        """The whole file; None when it isn't here."""
        try:
            return cast(bytes, self._fs.cat_file(self.path(name)))
        except FileNotFoundError:
            return None

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """The file for reading."""
        with self._fs.open(self.path(name), "rb") as stream:
            yield cast(IO[bytes], stream)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """A new file under this name, there for good once the block ends well."""
        if self.is_local:
            target = Path(self.path(name))
            with replacing(target) as temporary:
                with temporary.open("wb") as stream:
                    yield stream
                settle(temporary)
            self._settle([target.parent])
            return
        try:
            with self._fs.transaction, self._fs.open(self.path(name), "wb") as stream:
                yield cast(IO[bytes], stream)
        except OSError as error:
            raise disk_error(error, Path(self._shown())) from error

    def put(self, local: Path, name: str) -> None:
        """Bring a finished local file here."""
        if self.is_local:
            target = Path(self.path(name))
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                local.replace(target)
            except OSError as error:
                raise disk_error(error, target.parent) from error
            return
        with local.open("rb") as source, self.writing(name) as target_stream:
            while block := source.read(1 << 20):
                target_stream.write(block)
        local.unlink()

    def settle(self, names: Iterable[str]) -> None:
        """Wait until these files are on the disk, for what names them; an object store has them."""
        if self.is_local:
            paths = [Path(self.path(name)) for name in names]
            there = [path for path in paths if path.exists()]  # what is gone is found by readers
            self._settle(there)
            self._settle(sorted({path.parent for path in there}))

    def _settle(self, paths: Sequence[Path]) -> None:
        def wait(path: Path) -> None:
            try:
                settle(path)
            except OSError as error:
                raise disk_error(error, path) from error

        if paths:
            with ThreadPoolExecutor(min(_SETTLING, len(paths))) as pool:
                for _ in pool.map(wait, paths):
                    pass

    def _shown(self) -> str:
        return self.where.partition("?")[0]


def ask(
    database: duckdb.DuckDBPyConnection, query: str, values: dict[str, Any] | None = None
) -> Any:
    """Rows of a query as an Arrow table."""
    return database.sql(query, params=values or None).to_arrow_table()


def quoted(text: str) -> str:
    """A text as DuckDB's SQL writes it, for file names where it takes no parameter."""
    return "'" + text.replace("'", "''") + "'"
