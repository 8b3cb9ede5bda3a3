"""Stores that may be struck: an embedded one, and a Neo4j server of its own, for each test."""

from collections.abc import Iterator

import pytest

from graph.store import Store
from tests.faults.invented import Deliveries
from tests.faults.neo4j_world import Neo4jWorld, neo4j_world
from tests.faults.world import Truth, World, embedded_world
from tests.neo4j_server import Neo4jAddress


@pytest.fixture(scope="session")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> Deliveries:
    """Small invented deliveries."""
    return Deliveries.written(tmp_path_factory.mktemp("deliveries"))


@pytest.fixture(scope="session")
def truth(_embedded: Store, deliveries: Deliveries) -> Truth:
    """What an undisturbed embedded store says of them."""
    return Truth(_embedded, deliveries)


@pytest.fixture(scope="module")
def embedded(truth: Truth, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An embedded store that faults may strike."""
    with embedded_world(tmp_path_factory.mktemp("struck") / "data", truth) as world:
        yield world


@pytest.fixture(scope="module")
def neo4j(
    truth: Truth, neo4j_address: Neo4jAddress, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Neo4jWorld]:
    """A Neo4j server that faults may strike; skipped where the shared one can't be had."""
    with neo4j_world(tmp_path_factory.mktemp("struck") / "neo4j", truth) as world:
        yield world
