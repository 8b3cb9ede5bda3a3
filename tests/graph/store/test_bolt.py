"""Reaching a Neo4j server, and what is said when that fails."""

import socket
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.errors import StoreError
from graph.settings import Settings
from graph.store import EngineInfo, Store, open_store
from graph.store.bolt import address


def refusal(settings: Settings) -> str:
    with pytest.raises(StoreError) as caught, open_store(settings):
        pass
    return str(caught.value)


def test_the_engine_is_named_with_its_version(store: Store) -> None:
    engine = store.engine
    assert engine.tested
    assert engine.product == {"embedded": "ArcadeDB", "neo4j": "Neo4j"}[engine.name]
    assert engine.caption == f"{engine.product} {engine.version} at {engine.where}"


def test_another_version_is_called_untested() -> None:
    engine = EngineInfo("neo4j", "Neo4j", "2025.1.0", False, "bolt://127.0.0.1:7687")
    assert engine.caption == "Neo4j 2025.1.0 (untested version) at bolt://127.0.0.1:7687"


def test_a_wrong_password_is_said(neo4j_settings: Settings) -> None:
    wrong = neo4j_settings.model_copy(update={"neo4j_password": SecretStr("wrong-for-tests")})
    assert "refused the user name or password" in refusal(wrong)


def test_a_database_that_is_not_there_is_said(neo4j_settings: Settings) -> None:
    other = neo4j_settings.model_copy(update={"neo4j_database": "nowhere"})
    assert "set RINGLEADER_NEO4J_DATABASE" in refusal(other)


def test_a_port_where_nobody_answers_is_said(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        uri = f"bolt://127.0.0.1:{probe.getsockname()[1]}"
        said = refusal(Settings(store=uri, data=tmp_path))
    assert said.startswith(f"No store answers at {uri}; start it")


@pytest.mark.parametrize("uri", ["http://127.0.0.1", "bolt://", "data", "bolt://host:port"])
def test_an_address_that_is_none_is_refused(uri: str, tmp_path: Path) -> None:
    assert "RINGLEADER_STORE must be" in refusal(Settings(store=uri, data=tmp_path))


def test_credentials_in_an_address_are_not_shown() -> None:
    assert address("neo4j://user:secret@db.example.com:7687") == "neo4j://db.example.com:7687"
