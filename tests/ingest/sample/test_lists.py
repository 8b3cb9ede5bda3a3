"""The lists of a sample speak of what is planted, clear some, and change nothing else."""

import csv
from pathlib import Path

import pytest

from ingest.sample import write_sample
from ingest.sample.labels import Labels, read_labels
from tests.ingest.read_files import Read, read_files


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sample with lists."""
    directory = tmp_path_factory.mktemp("listed") / "sample"
    write_sample(directory, claims=600, lists=True)
    return directory


@pytest.fixture(scope="module")
def labels(listed: Path) -> Labels:
    return read_labels(listed.with_name("sample.labels.json"))


@pytest.fixture(scope="module")
def found(listed: Path) -> Read:
    return read_files(listed, "sheets")


def verdicts(listed: Path, verdict: str) -> list[dict[str, str]]:
    with (listed / "outcomes.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["verdict"] == verdict]


def test_sheets_and_labels_are_the_same_without(listed: Path, tmp_path: Path) -> None:
    summary = write_sample(tmp_path / "sample", claims=600, lists=True)
    assert {"watch_list", "bulletins", "outcomes"} < set(summary.rows)
    again = write_sample(tmp_path / "sample", claims=600)
    files = sorted(path.name for path in again.directory.iterdir())
    assert not {"watch_list.csv", "bulletins.csv", "outcomes.csv"} & set(files)
    assert all((listed / n).read_bytes() == (again.directory / n).read_bytes() for n in files)
    assert read_labels(again.labels) == read_labels(summary.labels)


def test_every_row_is_taken(found: Read) -> None:
    counts = found.count_entities()
    assert (counts["WatchEntry"], counts["Bulletin"], counts["Outcome"]) == (5, 1, 4)
    lists = {"watch_list.csv", "bulletins.csv", "outcomes.csv"}
    assert not [line for line in found.gathered.reasons if line.file in lists]


def test_what_is_listed_is_what_the_sheets_hold(found: Read) -> None:
    named = {kind[2] for kind in found.links if kind[0] == "NAMES"}
    assert named == {"Account", "IdentityDocument", "Phone"}
    held = {
        link["target"]
        for (kind, _, label), links in found.links.items()
        if kind != "NAMES" and label in named
        for link in links.values()
    }
    for (kind, _, _), links in found.links.items():
        if kind == "NAMES":  # some people's documents aren't on file
            assert {link["target"] for link in links.values()} & held


def test_a_ring_is_proven_and_honest_people_are_cleared(listed: Path, labels: Labels) -> None:
    (proven,) = verdicts(listed, "confirmed")
    assert proven["claim_numbers"] in {claim for ring in labels.rings for claim in ring.claims}
    planted = {member for ring in labels.rings for member in ring.members}
    cleared = [set(row["person_ids"].split(";")) for row in verdicts(listed, "cleared")]
    assert sum(bool(people & planted) for people in cleared) == 1
    assert sum(not people & planted for people in cleared) == 2
