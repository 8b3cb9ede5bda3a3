"""Known fraud around a party that is in no ring, on every way in, as of the latest analysis."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.desk import Desk, opened
from tests.lists_example import account, load, outcome, person, write, write_insurer

KNOWN = """query($of: String!) { entity(reference: $of) {
    knownFraud { asOf claims confirmed cleared met metConfirmed nearer text } } }"""


def also(directory: Path, name: str, row: dict[str, str]) -> None:
    """One row more of a sheet."""
    path = directory / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="").writerow(row)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A ring, and stranger S59 outside it, one of whose two claims is confirmed."""
    sheets = write_insurer(tmp_path / "insurer")
    also(sheets, "policies", {"policy_number": "P-S", "holder_id": "S59"})
    for number in ("S1", "S2"):
        given = {"claim_number": f"C-{number}", "policy_number": "P-S", "claimant_id": "S59"}
        also(sheets, "claims", {**given, "loss_date": "2025-03-09", "status": "open"})
    write(
        tmp_path / "outcomes",
        "outcomes",
        [outcome("O1", "confirmed", "2025-04-10", claim_numbers="C-S1")],
    )
    with opened(tmp_path) as made:
        load(made.services.store, sheets)
        load(made.services.store, tmp_path / "outcomes", "outcomes")
        yield made


def test_a_party_outside_rings_shows_known_fraud_around_it(desk: Desk) -> None:
    outside = person("S59")
    assert desk.ask(KNOWN, of=outside)["entity"]["knownFraud"] is None  # nothing analysed yet
    run = desk.services.run()
    assert run.rings
    assert outside not in {member.id for ring in run.rings for member in ring.members}
    told = desk.ask(KNOWN, of=outside)["entity"]["knownFraud"]
    figures = {name: told[name] for name in ("claims", "confirmed", "cleared", "met")}
    assert figures == {"claims": 2, "confirmed": 1, "cleared": 0, "met": 0}
    assert told["asOf"] == "2025-06-01"
    assert told["nearer"] > 90
    assert told["text"].startswith("As known on 2025-06-01: of 2 claims in which the party")
    page = desk.page(f"/entities/{outside}")
    assert "Known fraud around" in page
    assert told["text"] in page
    shown = desk.json("show", outside)["known_fraud"]
    assert (shown["confirmed"], shown["text"]) == (1, told["text"])
    assert "Known fraud around" in desk.run("show", outside)
    assert "截至 2025-06-01 已知" in desk.page(f"/entities/{outside}?lang=zh")


def test_who_has_no_claim_and_what_is_no_party_shows_none(desk: Desk) -> None:
    desk.services.run()
    for entity in (person("S01"), account):
        assert desk.ask(KNOWN, of=entity)["entity"]["knownFraud"] is None
        assert "Known fraud around" not in desk.page(f"/entities/{entity}")
    assert desk.json("show", person("S01"))["known_fraud"] is None
