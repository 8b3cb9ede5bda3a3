"""Databases: tables and queries are read in a fixed order, and no message shows a password."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.inputs import find_inputs
from ingest.readers.database import shown
from ingest.source import choose_source
from tests.ingest.readers.claims import kept_rows, mapping, only, rows

READ = [(2, "C1", "Jane, Doe", "1.5"), (3, "C2", "李娜", "2"), (4, "C3", "00ff", "")]


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "insurer.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE claims (claim_no TEXT PRIMARY KEY, name, amount REAL)")
        database.executemany(
            "INSERT INTO claims VALUES (?, ?, ?)",
            [("C3", b"\x00\xff", None), ("C2", "李娜", 2.0), ("C1", "Jane, Doe", 1.5)],
        )
        database.execute("CREATE VIEW seen AS SELECT * FROM claims")
    return f"sqlite:///{path}"


def test_a_table_in_order_of_its_key(address: str, tmp_path: Path) -> None:
    given = only(address)
    assert (given.file, given.path) == ("insurer.db#claims", None)
    assert rows(given) == READ
    assert kept_rows(given, tmp_path)[0] == b'C1,"Jane, Doe",1.5'
    assert only(address).sha256 == given.sha256


def test_a_view_and_a_query(address: str) -> None:
    assert rows(only(address, mapping(file="seen"))) == READ
    query = "SELECT * FROM claims WHERE name <> ':a %s' AND amount > 1.7 ORDER BY claim_no"
    given = only(address, mapping(query=query))
    assert (given.file, rows(given)) == ("insurer.db#claims", [(2, "C2", "李娜", "2")])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"query": "SELECT * FROM claims"}, "says no order; end it with ORDER BY"),
        ({"query": "DELETE FROM claims"}, "must begin with SELECT or WITH"),
        (
            {"query": "SELECT * FROM nowhere ORDER BY 1"},
            r"can't be read \(no such table: nowhere\)",
        ),
        ({"file": "policies"}, "has no policies, which the source 'mine' needs"),
        ({"query": "SELECT claim_no, name FROM claims ORDER BY 1"}, "column 'amount' is missing"),
    ],
)
def test_what_is_wrong_is_said(address: str, table: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        find_inputs(address, mapping(**table))
    assert "\n" not in str(caught.value)


def test_an_optional_table_may_be_absent(address: str) -> None:
    assert find_inputs(address, mapping(file="policies", optional=True)) == []


def test_no_database(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no database .*none.db; check the path"):
        find_inputs(f"sqlite:///{tmp_path}/none.db", mapping())
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "claims.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(InputError, match="file is not a database"):
        find_inputs(f"sqlite:///{tmp_path}/claims.db", mapping())


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:s3cret@localhost/claims?password=s3cret",
        "nosuch+driver://me:s3cret@localhost/claims",
        "mysql://me:s3cret@localhost:port/claims",
        "sqlite://me:s3cret@host:1/claims.db",
    ],
)
def test_a_password_is_never_shown(address: str) -> None:
    with pytest.raises(InputError) as caught:
        find_inputs(address, mapping())
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in shown(address)
    assert caught.value.__cause__ is None
    with pytest.raises(InputError, match="doesn't say which source") as caught:
        choose_source(address, None)
    assert "s3cret" not in str(caught.value)
