"""explain, runs and quality on a loaded sample, and the pages that they write."""

import base64
import csv
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from tests.api.conftest import Drill


class _Outside(HTMLParser):
    """Collects what a page asks others for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            names = ("src", "href", "action")
            self.asked += [value for name, value in attrs if name in names and value]


def _alone(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    page = _Outside()
    page.feed(text)
    assert page.asked == ["data:,"]
    return text


def _claim(drill: Drill) -> tuple[str, bytes]:
    path = drill.sheets / "claims.csv"
    line = path.read_bytes().splitlines()[1]
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))["claim_number"], line


def test_explain_prints_the_rows_of_an_entity_byte_for_byte(drill: Drill) -> None:
    number, line = _claim(drill)
    (fact,) = drill.json("explain", number)["facts"]
    (row,) = [row for row in fact["rows"] if row["file"] == "claims.csv"]
    assert base64.b64decode(row["bytes"]) == line
    assert {"column": "claim_number", "cell": number} in row["cells"]
    assert (row["row"], row["source"], fact["retired"]) == (2, "sheets", None)
    assert row["date"] is not None
    printed = drill.run("explain", number, "--lang", "zh")
    assert "claims.csv:2" in printed
    assert line.decode() in printed.replace("\n", "")
    raw = CliRunner().invoke(app, ["explain", number, "--raw", "--data", str(drill.data)])
    assert line in raw.stdout_bytes.splitlines()


def test_explain_takes_a_link_by_its_ends_and_by_its_id(drill: Drill) -> None:
    number, _ = _claim(drill)
    shown = drill.json("show", number)
    link = next(link for link in shown["links"] if link["type"] == "UNDER")
    by_ends = drill.json("explain", number, link["other"]["id"])["facts"]
    assert link["id"] in {fact["id"] for fact in by_ends}
    (fact,) = drill.json("explain", link["id"])["facts"]
    assert (fact["type"], fact["source"], fact["target"]) == (
        "UNDER",
        link["source"],
        link["target"],
    )
    assert [row["at"] for row in fact["rows"]] == [row["at"] for row in link["rows"]]
    assert "no link" in drill.run("explain", "link-" + "0" * 24, status=2)


def test_runs_are_listed_and_one_is_reported_also_as_a_page(drill: Drill, tmp_path: Path) -> None:
    (run,) = drill.json("runs")["runs"]
    assert run["complete"]
    assert run["rows_read"] == run["rows_loaded"] + run["rows_rejected"]
    assert "sheets" in drill.run("runs", "sheets", "--lang", "zh")
    page = tmp_path / "run.html"
    report = drill.json("runs", run["run"], "--page", str(page))["report"]
    assert report["files"][0]["file"] == "people.csv"
    assert "people.csv" in _alone(page)
    assert "导入" in drill.run("runs", run["run"][-20:], "--lang", "zh")
    assert "lists them" in drill.run("runs", "ffffffff", status=2)
    assert "name the run" in drill.run("runs", "--page", str(page), status=2)


def test_ingest_writes_its_report_and_examples(drill: Drill, tmp_path: Path) -> None:
    page, plain = tmp_path / "report.html", tmp_path / "report.json"
    more = shutil.copytree(drill.sheets, tmp_path / "more")
    with (more / "people.csv").open("a", encoding="utf-8") as file:
        first = (more / "people.csv").read_text(encoding="utf-8").splitlines()[1]
        file.write(f"P999999,{first.partition(',')[2]}\n")
    shown = drill.run("ingest", str(more), "--dry-run", "--report", str(page))
    assert "Examples: Person" in shown
    assert "Examples: Person" in _alone(page)
    drill.run("ingest", str(drill.sheets), "--report", str(plain))
    assert json.loads(plain.read_text(encoding="utf-8"))["unchanged"]
    bad = drill.run("ingest", str(drill.sheets), "--report", "report.pdf", status=2)
    assert ".html or .json" in bad


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_quality_is_printed_and_written_with_personal_values_masked(
    drill: Drill, tmp_path: Path, lang: str
) -> None:
    page = tmp_path / "quality.html"
    (source,) = drill.json("quality", "sheets", "--page", str(page), "--lang", lang)["sources"]
    tables = {table["table"]: table for table in source["tables"]}
    columns = {column["column"]: column for column in tables["people"]["columns"]}
    assert columns["person_id"]["fill_rate"] == 1.0
    assert columns["person_id"]["distinct"] == tables["people"]["rows"]
    assert all("•" in each["value"] for each in columns["name"]["shared"])
    text = _alone(page)
    assert 'role="img"' in text
    open_ = drill.json("quality", "sheets", "--show")["sources"][0]["tables"]
    names = next(
        c for t in open_ if t["table"] == "people" for c in t["columns"] if c["column"] == "name"
    )
    assert all("•" not in each["value"] for each in names["shared"])
