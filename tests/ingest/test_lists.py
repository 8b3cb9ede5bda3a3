"""Mappings of the lists: by themselves, in the template sheets, and with another's numbers."""

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.schema.ids import entity_id
from graph.store import Store
from ingest.mapping_file import read_mapping
from tests.lists_example import (
    BULLETIN,
    ENTRIES,
    OUTCOMES,
    listed,
    load,
    outcome,
    write,
    write_lists,
)


def test_lists_load_by_themselves_or_with_the_sheets(store: Store, tmp_path: Path) -> None:
    for source, path in write_lists(tmp_path).items():
        report = load(store, path, source)
        assert (report.rows_rejected, report.warnings) == (0, ())
    alone = {
        label: store.nodes(label, ["number"]) for label in ("WatchEntry", "Bulletin", "Outcome")
    }
    sheets = tmp_path / "sheets"
    write(sheets, "watch_list", ENTRIES)
    write(sheets, "bulletins", [BULLETIN])
    write(sheets, "outcomes", OUTCOMES)
    load(store, sheets, "sheets")
    again = {label: store.nodes(label, ["number"]) for label in alone}
    assert again == alone
    assert len(store.links("NAMES").ids) == len(ENTRIES) - 3 + 1
    assert listed("1") in alone["WatchEntry"]["id"]


def test_outcomes_speak_of_the_insurer_that_the_directory_names(
    store: Store, tmp_path: Path
) -> None:
    write(tmp_path, "outcomes", [outcome("O1", "属实", "2025-04-10", claim_numbers="7;8")])
    (tmp_path / "ringleader.yaml").write_text("source: outcomes\nnamespace: my_insurer\n")
    load(store, tmp_path)
    links = store.links("CONCERNS")
    wanted = {entity_id("Claim", f"my_insurer:{number}") for number in "78"}
    assert set(links.targets) == wanted
    assert set(links.sources) == {entity_id("Outcome", "outcomes:O1")}
    found = store.nodes("Outcome", ["verdict", "basis"])
    assert (found["verdict"], found["basis"]) == (["confirmed"], ["internal_finding"])


def test_an_outcome_without_day_verdict_or_basis_is_rejected(
    embedded_store: Store, tmp_path: Path
) -> None:
    rows = [
        outcome("O1", "cleared", "2025-04-10", person_ids="P1"),
        outcome("O2", "surely guilty", "2025-04-10", person_ids="P1"),
        outcome("O3", "cleared", "", person_ids="P1"),
        outcome("O4", "cleared", "2025-04-10", person_ids="P1", basis=""),
        outcome("O5", "confirmed", "2025-04-10", person_ids="P1"),
        outcome("O6", "confirmed", "2025-04-10", person_ids="P1"),
    ]
    write(tmp_path, "outcomes", rows)
    report = load(embedded_store, tmp_path, "outcomes")
    assert (report.rows_loaded, report.rows_rejected) == (3, 3)


def test_a_mapping_of_ones_own_may_have_the_tables_of_the_lists(tmp_path: Path) -> None:
    text = "source: mine\ntitle: Mine\nnamespace: mine\ninclude: [{}]\ntables: {{{}}}\n"
    path = tmp_path / "mine.yaml"
    path.write_text(text.format("watch_list, outcomes", ""))
    assert set(read_mapping(path).mapping.tables) == {"watch_list", "outcomes"}
    path.write_text(text.format("watchlist", ""))
    with pytest.raises(InputError, match=r"mine.yaml:4: there is no source 'watchlist'; did you"):
        read_mapping(path)
    path.write_text(text.format("outcomes", "outcomes: {file: a.csv, entities: {}}"))
    with pytest.raises(InputError, match=r"mine.yaml:4: 'outcomes' has a table 'outcomes', too"):
        read_mapping(path)
