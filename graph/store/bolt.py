"""Connects to a Neo4j server by URI and finds out what it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreError
from graph.language import failure
from graph.settings import Settings
from graph.store.failures import said
from graph.store.rows import EngineInfo
from graph.store.sessions import Server, Sessions
from queries import load

TESTED_VERSIONS = ("5.26.",)
_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_CONNECT_SECONDS = 15.0


def address(uri: str) -> str:
    """The URI without credentials; StoreError when it is no address of a store."""
    try:
        parts = urlsplit(uri)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise failure(StoreError, "store.error.address_setting")
    return f"{parts.scheme}://{parts.hostname}{port}"


@contextmanager
def bolt(settings: Settings) -> Iterator[Server]:
    """The Neo4j server of settings.store, for as long as the context is open."""
    where = address(settings.store)
    unknown = EngineInfo("neo4j", "Neo4j", "?", False, where)
    try:
        driver = neo4j.GraphDatabase.driver(
            where,
            auth=(settings.neo4j_user, settings.neo4j_password.get_secret_value()),
            notifications_min_severity="OFF",
            connection_timeout=_CONNECT_SECONDS,
            connection_acquisition_timeout=_CONNECT_SECONDS * 2,
            max_transaction_retry_time=60.0,
        )
    except (DriverError, ValueError) as error:
        raise said(error, unknown, 0) from error
    with driver:
        try:
            driver.verify_connectivity()
        except (DriverError, Neo4jError) as error:
            raise said(error, unknown, 0) from error

        def database() -> str:
            return settings.neo4j_database

        sessions = Sessions(Server(driver, unknown, database, None), settings.query_seconds)
        yield Server(driver, _identify(sessions, where), database, None)


def _identify(sessions: Sessions, where: str) -> EngineInfo:
    for row in sessions.read(lambda tx: tx.run(load("schema/neo4j/components"))):
        if row["name"] == "Neo4j Kernel":
            versions = row["versions"]
            version = str(versions[0]) if isinstance(versions, list) and versions else "?"
            return EngineInfo("neo4j", "Neo4j", version, version.startswith(TESTED_VERSIONS), where)
    raise failure(StoreError, "store.error.not_neo4j", where=where)
