"""Errors of the driver and of the disk, said as one sentence."""

import errno

import pytest
from neo4j.exceptions import ClientError, ServiceUnavailable

from graph.store.failures import not_writable, said
from graph.store.rows import EngineInfo

EMBEDDED = EngineInfo("embedded", "ArcadeDB", "26.10.2", True, "data")


def test_a_full_disk_is_said_whoever_noticed() -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    sentence = "The disk of data is full; free some space and run the command again."
    assert str(not_writable("data", full)) == sentence
    assert str(said(ClientError("java.io.IOException: No space left"), EMBEDDED, 1)) == sentence


def test_a_read_only_directory_is_said() -> None:
    error = OSError(errno.EROFS, "Read-only file system")
    assert "can't be written (Read-only file system)" in str(not_writable("data", error))


def test_messages_of_the_server_which_may_quote_values_are_not_passed_on() -> None:
    error = ClientError("Expected a number but was '+447700900001'")
    assert "7700900001" not in str(said(error, EMBEDDED, 1))


@pytest.mark.parametrize("name", ["embedded", "neo4j"])
def test_advice_fits_the_engine(name: str) -> None:
    engine = EngineInfo(name, "", "", True, "here")
    advice = {"embedded": "run the command again", "neo4j": "docker compose up"}[name]
    assert advice in str(said(ServiceUnavailable("refused"), engine, 1))
