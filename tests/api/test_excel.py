"""CSV for Excel: read as UTF-8, and no cell runs as a formula."""

import csv
from pathlib import Path

import pytest

from api.excel import guarded, write_rings
from tests.rings_example import example_ring


@pytest.mark.parametrize("cell", ["=1+1", "+86199", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_excel_would_run_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["王秀英", "1850.00", "a=b", ""])
def test_other_cells_stay(cell: str) -> None:
    assert guarded(cell) == cell


def test_members_and_claims_are_written_for_excel(tmp_path: Path) -> None:
    ring = example_ring()
    evil = ring.members[0].model_copy(update={"caption": "=HYPERLINK(1)"})
    ring = ring.model_copy(update={"members": (evil, *ring.members[1:])})
    members, claims, losses = write_rings(tmp_path / "excel", [ring], "en", invented=True)
    assert members.read_bytes().startswith(b"\xef\xbb\xbf")
    with members.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Name"] for row in rows][:2] == ["'=HYPERLINK(1)", "Tomas Okello"]
    assert rows[0]["Claimed"] == "18500.00"
    assert set(rows[0].values()) >= {"R-EXAMPL", "INVENTED"}
    with claims.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["File and row"] == "claims.csv:2"
    with losses.open(encoding="utf-8-sig", newline="") as file:
        lines = [(r["Name"], r["Period"], r["Claimed"]) for r in csv.DictReader(file)]
    assert lines[:2] == [
        ("Lena Brandt", "2025-06", "31200.00"),
        ("Tomas Okello", "2025-03", "22000.00"),
    ]


def test_real_data_has_no_such_column(tmp_path: Path) -> None:
    members, *_ = write_rings(tmp_path, [example_ring()], "zh", invented=False)
    assert "虚构" not in members.read_text(encoding="utf-8-sig")
