"""Fixtures that all rooms share: stores on both engines, emptied before each test."""

import importlib
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from graph.settings import Settings
from graph.store import Store, open_store
from queries import Query
from tests.neo4j_server import Neo4jAddress, NoServerError, running_server

_WIPE = Query("tests/wipe", "Delete everything", "MATCH (n) DETACH DELETE n", (), ())
_NEO4J_IMAGE = "neo4j:5.26-community"

# The embedded store's Java compiles quickly rather than well: its lives are short here.
os.environ.setdefault("ARCADEDB_JVM_ARGS", "-XX:TieredStopAtLevel=1")

# How long an example takes says nothing on a machine that does other things, too.
hypothesis_settings.register_profile(
    "unhurried",
    hypothesis_settings(),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("unhurried")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """How processes share the tests."""
    from tests.parallel import InFiles

    return InFiles(config, log)


def wipe(store: Store) -> None:
    """Empty a store and its data directory, but keep its schema and its process."""
    store.write(_WIPE)
    for entry in store.data.iterdir():
        if entry.name != "store":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _container() -> Iterator[Neo4jAddress]:
    """Neo4j in a container; yields nothing where no Docker engine answers."""
    try:
        docker = importlib.import_module("docker")  # it has no types
        docker.from_env(timeout=2).ping()
    except Exception:  # whatever a half-installed Docker raises: it isn't there
        return
    from testcontainers.neo4j import Neo4jContainer

    with Neo4jContainer(_NEO4J_IMAGE, password="invented-for-tests") as container:
        yield Neo4jAddress(container.get_connection_url(), "neo4j", "invented-for-tests")


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jAddress]:
    """A Neo4j server: NEO4J_URI, else a container, else one from Java artifacts, else a skip."""
    if uri := os.environ.get("NEO4J_URI"):
        if "PYTEST_XDIST_WORKER" in os.environ:
            pytest.fail("One process has to run all tests on NEO4J_URI: WORKERS=1, or no -n.")
        user = os.environ.get("NEO4J_USER", "neo4j")
        yield Neo4jAddress(uri, user, os.environ.get("NEO4J_PASSWORD", ""))
        return
    with ExitStack() as stack:
        containers = _container()
        address = next(containers, None)
        stack.callback(next, containers, None)
        if address is None:
            try:
                home = tmp_path_factory.mktemp("neo4j") / "home"
                address = stack.enter_context(running_server(home))
            except NoServerError as reason:
                if os.environ.get("RINGLEADER_REQUIRE_NEO4J") == "1":
                    pytest.fail(f"RINGLEADER_REQUIRE_NEO4J=1, but no Neo4j: {reason}")
                pytest.skip(f"no Neo4j to test on: {reason}")
        yield address


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the embedded store that the tests of one session share."""
    data = tmp_path_factory.mktemp("embedded")
    return Settings(store="embedded", data=data, heap="512m")


@pytest.fixture(scope="session")
def neo4j_settings(
    neo4j_address: Neo4jAddress, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """Settings of the Neo4j server that the tests of one session share."""
    return neo4j_address.settings(tmp_path_factory.mktemp("neo4j-data"))


@pytest.fixture(scope="session")
def _embedded(embedded_settings: Settings) -> Iterator[Store]:
    with open_store(embedded_settings) as store:
        store.prepare()
        yield store


@pytest.fixture(scope="session")
def _neo4j(neo4j_settings: Settings) -> Iterator[Store]:
    with open_store(neo4j_settings) as store:
        if "NEO4J_URI" in os.environ and not store.is_empty():
            pytest.fail("NEO4J_URI holds data, which these tests would delete: name an empty one.")
        store.prepare()
        yield store
        wipe(store)


@pytest.fixture
def embedded_store(_embedded: Store) -> Store:
    """The embedded store, empty, with its schema."""
    wipe(_embedded)
    return _embedded


@pytest.fixture
def neo4j_store(_neo4j: Store) -> Store:
    """Neo4j, empty, with its schema."""
    wipe(_neo4j)
    return _neo4j


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each engine in turn, empty, with its schema: the test runs twice."""
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, Store)
    return found


@pytest.fixture
def store_settings(store: Store, request: pytest.FixtureRequest) -> Settings:
    """Settings that open the same store as `store`, e.g. for a command line."""
    found = request.getfixturevalue(f"{store.engine.name}_settings")
    assert isinstance(found, Settings)
    return found


@pytest.fixture
def both_stores(embedded_store: Store, neo4j_store: Store) -> tuple[Store, Store]:
    """(embedded, Neo4j), both empty, to compare answers."""
    return embedded_store, neo4j_store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A fresh data directory."""
    return tmp_path / "data"
