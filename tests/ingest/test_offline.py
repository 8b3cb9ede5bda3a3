"""A load without a server: what Neo4j's importer makes of it is what an online load makes."""

import datetime
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.settings import Settings
from graph.store import Store, open_store
from ingest import ingest
from ingest.offline import Offline, ingest_offline
from ingest.same import find_same
from tests.ingest.test_fixture30 import FIXTURE
from tests.neo4j_server import Neo4jAddress, import_database, running_server

NOW = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


def offline(data: Path, files: Path) -> Offline:
    return ingest_offline(
        FIXTURE,
        "sheets",
        files,
        settings=Settings(data=data),
        now=NOW,
        progress=lambda *_: None,
    )


def test_the_importer_makes_what_an_online_load_makes(
    neo4j_address: Neo4jAddress, embedded_store: Store, tmp_path: Path
) -> None:
    online = Settings(data=embedded_store.data)
    ingest(embedded_store, FIXTURE, "sheets", settings=online, now=NOW)
    expected = embedded_store.digest()
    made = offline(tmp_path / "data", tmp_path / "files")
    home = tmp_path / "home"
    import_database(home, made.arguments)
    with running_server(home) as address:
        settings = address.settings(tmp_path / "data")
        with open_store(settings) as store:
            store.prepare()  # as every command does
            find_same(store, "2024-01-01")  # the step that the command line prints
            assert store.digest() == expected
            again = ingest(store, FIXTURE, "sheets", settings=settings, now=NOW)
            assert again.unchanged
            assert again.rows_loaded == made.report.rows_loaded


def test_what_was_written_for_another_store_is_loaded_online_all_the_same(
    embedded_store: Store, tmp_path: Path
) -> None:
    offline(embedded_store.data, tmp_path / "files")
    settings = Settings(data=embedded_store.data)
    report = ingest(embedded_store, FIXTURE, "sheets", settings=settings, now=NOW)
    assert report.rows_known == report.rows_loaded
    assert embedded_store.counts()["Person"] > 0


def test_two_at_a_time_are_refused(tmp_path: Path) -> None:
    from filelock import FileLock

    (tmp_path / "data").mkdir()
    with (
        FileLock(tmp_path / "data" / "offline.lock"),
        pytest.raises(StoreError, match="Another load without a server is running"),
    ):
        offline(tmp_path / "data", tmp_path / "files")
