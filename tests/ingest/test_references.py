"""Deliveries of some tables only end like one fresh load, where rows refer to other tables."""

import csv
from pathlib import Path
from random import Random

import pytest

from graph.store import Store
from ingest.again import cut
from tests.conftest import wipe
from tests.ingest.loads import fresh_digest, load

HEADERS = {
    "vehicles": ("vehicle_id", "vin", "plate"),
    "policies": ("policy_number", "vehicle_id", "product"),
    "claims": ("claim_number", "policy_number", "vehicle_ids", "description"),
}
VINS = ("1M8GDM9AXKP042788", "1FTFW1ET5DFC10312", "11111111111111111", "")
Rows = dict[str, dict[str, tuple[str, ...]]]
"""By table: rows by the number that names them."""


def deliver(folder: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    """A directory with these tables."""
    folder.mkdir()
    for table, by_number in rows.items():
        with (folder / f"{table}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([HEADERS[table], *by_number.values()])
    return folder


def some_rows(chance: Random) -> Rows:
    """Some tables with some rows; vehicles get, change and lose the number that names them."""
    rows: Rows = {}
    for table in chance.sample(list(HEADERS), chance.choice([1, 1, 2, 3])):
        rows[table] = {}
        for number in chance.sample(range(6), chance.randrange(1, 5)):
            vehicle = f"V{chance.randrange(6)}"
            cells = {
                "vehicles": (f"V{number}", chance.choice(VINS), chance.choice(["", "沪A12345"])),
                "policies": (f"L{number}", vehicle, chance.choice(["motor", "家庭"])),
                "claims": (
                    f"C{number}",
                    f"L{chance.randrange(6)}",
                    f"{vehicle};V{chance.randrange(6)}",
                    chance.choice(["", 'he said "no"', "two\nlines"]),
                ),
            }
            rows[table][cells[table][0]] = cells[table]
    return rows


@pytest.mark.parametrize(
    "seed", [1, 2, 3, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 30))]
)
def test_any_sequence_of_tables_is_one_fresh_load(store: Store, tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    deliveries = [some_rows(chance) for _ in range(4)]
    whole: Rows = {}
    for rows in deliveries:
        for table, by_number in rows.items():
            whole.setdefault(table, {}).update(by_number)
    expected = fresh_digest(store, deliver(tmp_path / "whole", whole))
    wipe(store)
    for number, rows in enumerate(deliveries):
        encoding = chance.choice(["utf-8", "utf-8-sig", "gb18030"])
        load(store, deliver(tmp_path / f"{number}", rows, encoding))
    assert store.digest() == expected


def test_vehicles_that_come_later_are_found(embedded_store: Store, tmp_path: Path) -> None:
    policies: Rows = {"policies": {"L1": ("L1", "V1", "motor"), "L2": ("L2", "V2", "motor")}}
    vehicles: Rows = {"vehicles": {"V1": ("V1", "1M8GDM9AXKP042788", "")}}
    expected = fresh_digest(embedded_store, deliver(tmp_path / "whole", {**policies, **vehicles}))
    wipe(embedded_store)
    load(embedded_store, deliver(tmp_path / "policies", policies))
    report = load(embedded_store, deliver(tmp_path / "vehicles", vehicles))
    assert embedded_store.digest() == expected
    assert (report.rows_read, report.rows_loaded, report.rows_known) == (1, 1, 0)


def test_policies_alone_find_the_vehicles_of_an_earlier_delivery(
    embedded_store: Store, tmp_path: Path
) -> None:
    policies: Rows = {"policies": {"L1": ("L1", "V1", "motor")}}
    vehicles: Rows = {"vehicles": {"V1": ("V1", "1M8GDM9AXKP042788", "")}}
    expected = fresh_digest(embedded_store, deliver(tmp_path / "whole", {**policies, **vehicles}))
    wipe(embedded_store)
    load(embedded_store, deliver(tmp_path / "vehicles", vehicles))
    load(embedded_store, deliver(tmp_path / "policies", policies))
    assert embedded_store.digest() == expected


def test_rows_are_cut_out_of_blocks_of_any_size() -> None:
    text = bytes(range(97, 123))
    spans = [(2, 3), (5, 1), (9, 8), (20, 6)]
    for size in range(1, 27):
        blocks = iter([text[at : at + size] for at in range(0, 26, size)])
        assert list(cut(blocks, spans)) == [text[a : a + n] for a, n in spans]
