"""Reads tables and queries of databases (by SQLAlchemy) and writes them as canonical rows.

A password is part of the address: it never gets into a message, a report or a log.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote, quote_plus

import sqlalchemy
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import SQLAlchemyError

from graph.errors import InputError
from graph.language import failure
from ingest.readers.canonical import CanonicalRows, CanonicalWriter
from ingest.readers.text import NoTextError, text_of

_ADDRESS = re.compile(r"[a-z][a-z0-9_]*(\+[a-z0-9_]+)?://", re.IGNORECASE)
_READS = re.compile(r"\s*(select|with)\b", re.IGNORECASE)
_ORDERS = re.compile(r"\border\s+by\b", re.IGNORECASE)
_TOGETHER = 5_000


def is_database(path: object) -> bool:
    """True for a database's address such as sqlite:///claims.db."""
    return isinstance(path, str) and _ADDRESS.match(path) is not None


def shown(path: object) -> str:
    """A path, or a database's address without its password and options, for people."""
    if not is_database(path):
        return str(path)
    try:
        url = sqlalchemy.make_url(str(path))
    except (SQLAlchemyError, ValueError):
        return f"{str(path).partition('://')[0]}://…"
    return url.set(query={}).render_as_string(hide_password=True)


class Database:
    """An open connection; all tables are read in one transaction."""

    def __init__(self, url: URL, connection: Connection) -> None:
        self.name = PurePath(url.database or url.host or url.drivername).name
        self._url, self._connection = url, connection

    def has(self, table: str) -> bool:
        """Whether it has a table or view of this name."""
        schema, name = _parts(table)
        inspector = sqlalchemy.inspect(self._connection)
        if inspector.has_table(name, schema=schema):
            return True
        return name in inspector.get_view_names(schema=schema)

    def tables(self) -> list[str]:
        """The names of all tables and views, sorted."""
        inspector = sqlalchemy.inspect(self._connection)
        return sorted({*inspector.get_table_names(), *inspector.get_view_names()})

    def table(self, table: str, most: int | None = None) -> CanonicalRows:
        """The rows of a table, in order of its primary key or, without one, of all columns.

        Only the first `most` where that is given.
        """
        schema, name = _parts(table)
        inspector = sqlalchemy.inspect(self._connection)
        columns = [column["name"] for column in inspector.get_columns(name, schema=schema)]
        keys = inspector.get_pk_constraint(name, schema=schema)["constrained_columns"]
        found = sqlalchemy.table(name, *map(sqlalchemy.column, columns), schema=schema)
        query = sqlalchemy.select(found).order_by(*(found.c[key] for key in keys or columns))
        query = query if most is None else query.limit(most)
        return self._rows(query, table)

    def query(self, query: str, table: str) -> CanonicalRows:
        """The rows of a query, which must say their order; `table` names it in messages."""
        if not _READS.match(query):
            raise failure(InputError, "ingest.error.query_start", table=table)
        if not _ORDERS.search(query):
            raise failure(InputError, "ingest.error.query_order", table=table)
        # a colon is no parameter here
        return self._rows(sqlalchemy.text(query.replace(":", "\\:")), table)

    def _rows(self, query: sqlalchemy.Executable, table: str) -> CanonicalRows:
        streaming = self._connection.execution_options(yield_per=_TOGETHER)
        with CanonicalWriter() as writer, streaming.execute(query) as result:
            names = list(result.keys())
            writer.add(names)
            for number, row in enumerate(result, start=2):
                try:
                    writer.add([text_of(value) for value in row])
                except NoTextError as error:
                    raise failure(
                        InputError,
                        "ingest.error.database_value",
                        name=self.name,
                        table=table,
                        number=str(number),
                        error=error.said,
                    ) from None
        return writer.rows


def _parts(table: str) -> tuple[str | None, str]:
    schema, dot, name = table.rpartition(".")
    return (schema if dot else None), name


@contextmanager
def open_database(address: str) -> Iterator[Database]:
    """A connection to the database at this address; InputError in one sentence when it fails."""
    url = _url(address)
    try:
        engine = sqlalchemy.create_engine(url)
        try:
            with engine.connect() as connection:
                yield Database(url, connection)
        finally:
            engine.dispose()
    except ImportError as error:
        raise failure(
            InputError, "ingest.error.database_package", address=shown(address), name=error.name
        ) from None
    except SQLAlchemyError as error:
        raise failure(
            InputError,
            "ingest.error.database_unread",
            address=shown(address),
            reason=_reason(error, _secrets(url)),
        ) from None


def _url(address: str) -> URL:
    try:
        url = sqlalchemy.make_url(address)
    except (SQLAlchemyError, ValueError):
        raise failure(InputError, "ingest.error.database_address", address=shown(address)) from None
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise failure(
            InputError, "ingest.error.no_database", database=url.database
        )  # not made here
    return url


def _secrets(url: URL) -> set[str]:
    given = [str(url.password or "")]
    for values in url.query.values():
        given += [values] if isinstance(values, str) else values
    return {form for text in given if text for form in (text, quote(text), quote_plus(text))}


def _reason(error: Exception, secrets: set[str]) -> str:
    """The database's own words, in one line, without secrets; never those with values in them."""
    said = str(getattr(error, "orig", None) or type(error).__name__)
    for secret in sorted(secrets, key=len, reverse=True):
        said = said.replace(secret, "***")
    return said.strip().split("\n", 1)[0].rstrip(".")
