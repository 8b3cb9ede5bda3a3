"""Exact keys join; a name alone, a contradiction or a key that many hold never does."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.same.records import held_table, people_table
from ingest.same.rules import CONTRADICTED, JOINING, MOST_HOLDERS, RulePairs, rule_pairs

Person = tuple[str, str | None, str | None, date | None]
BORN = date(1980, 5, 17)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def found(
    people: Sequence[Person],
    documents: Sequence[tuple[str, str]] = (),
    phones: Sequence[tuple[str, str]] = (),
) -> RulePairs:
    return rule_pairs(
        people_table(people), held_table("document", documents), held_table("phone", phones)
    )


def pairs(made: RulePairs) -> list[tuple[str, str, str]]:
    return [(row["a"], row["b"], row["rule"]) for row in made.pairs.to_pylist()]


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        (("王小明", BORN), ("Wang Xiaoming", BORN), "identity_number"),
        (("Ada Marlow", BORN), ("Ada Pell", BORN), "identity_number"),  # a married name
        (("Ada Marlow", BORN), (None, None), "identity_number_contradicted"),
        (("Ada Marlow", None), ("Ada Marlow", BORN), "identity_number"),
        (("Ada Marlow", None), ("Adda Marlow", BORN), "identity_number"),
        (("Ada Marlow", BORN), ("Ada Marlow", date(1981, 5, 17)), "identity_number_contradicted"),
        (("Ada Marlow", BORN), ("Zoe Pell", BORN), "identity_number_contradicted"),
        (("Otto Pell", None), ("Wanda Pell", None), "identity_number_contradicted"),
    ],
)
def test_one_identity_number_joins_unless_name_or_birth_date_is_against_it(
    first: tuple[str, date], second: tuple[str, date], rule: str
) -> None:
    people = [("a", first[0], None, first[1]), ("b", second[0], None, second[1])]
    assert pairs(found(people, [("a", "D"), ("b", "D")])) == [("a", "b", rule)]


@pytest.mark.parametrize(
    ("name", "other", "born", "phone", "joins"),
    [
        ("Ada Marlow", None, BORN, "1", True),
        ("Marlow Ada", None, BORN, "1", True),
        ("A. M.", "Ada Marlow", BORN, "1", True),
        ("Ada Marlow", None, BORN, "2", False),
        ("Ada Marlow", None, None, "1", False),
        ("Ada Pell", None, BORN, "1", False),
    ],
)
def test_name_birth_date_and_phone_join_only_together(
    name: str, other: str | None, born: date | None, phone: str, joins: bool
) -> None:
    people: list[Person] = [("a", "Ada Marlow", None, BORN), ("b", name, other, born)]
    made = pairs(found(people, phones=[("a", "1"), ("b", phone)]))
    assert made == ([("a", "b", "name_birth_phone")] if joins else [])


def test_chinese_names_that_only_sound_alike_are_not_joined() -> None:
    people: list[Person] = [("a", "王伟", None, BORN), ("b", "王薇", None, BORN)]
    assert pairs(found(people, phones=[("a", "1"), ("b", "1")])) == []


def test_a_name_alone_never_joins() -> None:
    assert pairs(found([("a", "Ada Marlow", None, BORN), ("b", "Ada Marlow", None, BORN)])) == []


def test_what_many_hold_makes_no_clique_and_is_reported() -> None:
    many = [f"p{n:03d}" for n in range(MOST_HOLDERS + 1)]
    people: list[Person] = [(p, "Ada Marlow", None, BORN) for p in many]
    made = found(people, [(p, "D") for p in many], [(p, "1") for p in many])
    assert pairs(made) == []
    assert made.left_out == {"document": 1, "phone": 1}


def test_the_order_of_rows_changes_nothing() -> None:
    rng = random.Random(4)
    people: list[Person] = [(f"p{n:02d}", f"Ada M{n % 9}", None, BORN) for n in range(40)]
    held = [(f"p{n:02d}", f"D{n % 17}") for n in range(40)]
    first = found(people, held, held)
    rng.shuffle(people)
    rng.shuffle(held)
    shuffled = pa.Table.from_pylist([{"person": p, "document": d} for p, d in held])
    again = rule_pairs(people_table(people), shuffled, held_table("phone", held))
    assert first.pairs.equals(again.pairs)
    assert first.pairs.num_rows


def test_nobody_is_no_error() -> None:
    assert pairs(found([])) == []


def test_files_looked_at_in_slices_give_what_tables_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(6)
    people: list[Person] = [
        (f"p{n:03d}", f"{rng.choice(LETTERS)}da Marlow", None, BORN + timedelta(rng.randrange(4)))
        for n in range(300)
    ]
    documents = [(f"p{n:03d}", f"D{rng.randrange(200)}") for n in range(300)]
    phones = [(f"p{n % 300:03d}", f"T{rng.randrange(180)}") for n in range(600)]
    whole = found(people, documents, phones)

    tables = (people_table(people), held_table("document", documents), held_table("phone", phones))
    paths = [tmp_path / f"{at}.parquet" for at in range(3)]
    for table, path in zip(tables, paths, strict=True):
        pq.write_table(table, path)
    monkeypatch.setattr("graph.provenance.slices.SLICE", 20)
    monkeypatch.setattr("ingest.same.rules._ROWS", 10)
    sliced = rule_pairs(paths[0], paths[1], paths[2], tmp_path)

    assert sliced.pairs.equals(whole.pairs)
    assert sliced.left_out == whole.left_out
    assert {rule for *_, rule in pairs(whole)} == {*JOINING, CONTRADICTED}
    assert whole.left_out["phone"]
