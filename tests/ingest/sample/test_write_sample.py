"""A sample is whole: every reference resolves, every date is in its place, every byte repeats."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.schema.ids import entity_id
from ingest.sample import END, SampleSummary, write_sample
from ingest.sample.doubles import NAMES as DOUBLES
from ingest.sample.labels import Labels, read_labels
from ingest.sheets import SHEETS
from tests.ingest.sample.sheets_of import ids, people_of, read


def fingerprint(directory: Path) -> str:
    """SHA-256 over all files of a sample, labels too."""
    whole = hashlib.sha256()
    labels = directory.with_name(f"{directory.name}.labels.json")
    for path in [*sorted(directory.iterdir()), labels]:
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def test_the_sheets_have_the_columns_of_the_template(directory: Path) -> None:
    written = {path.stem for path in directory.glob("*.csv")}
    for sheet in (known for known in SHEETS if known.name in written):
        header = (directory / f"{sheet.name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
        assert header == ",".join(column.name for column in sheet.columns)


def test_it_says_that_it_is_invented(directory: Path) -> None:
    said = yaml.safe_load((directory / "ringleader.yaml").read_text(encoding="utf-8"))
    assert said == {"source": "sheets", "invented": True}


def test_labels_lie_beside_the_directory(sample: SampleSummary) -> None:
    assert sample.labels == sample.directory.with_name("portfolio.labels.json")
    assert sorted(p.suffix for p in sample.directory.iterdir()) == [".csv"] * 8 + [".yaml"]


def test_the_summary_counts_what_was_written(sample: SampleSummary, directory: Path) -> None:
    assert sample.claims == sample.rows["claims"] == len(read(directory, "claims")) == 2000
    assert sample.people == len(read(directory, "people"))
    assert 1.9 <= sample.people / sample.claims <= 2.3
    assert sample.rings == 7


def test_every_reference_resolves(directory: Path) -> None:
    people = {row["person_id"] for row in read(directory, "people")}
    organisations = {row["organisation_id"] for row in read(directory, "organisations")}
    agents = {row["agent_id"] for row in read(directory, "agents")}
    policies = {row["policy_number"] for row in read(directory, "policies")}
    vehicles = {row["vehicle_id"] for row in read(directory, "vehicles")}
    claims = {row["claim_number"] for row in read(directory, "claims")}
    anybody = people | organisations | agents | {""}
    for row in read(directory, "people"):
        assert row["related_to"] in people | {""}
        assert row["employer_id"] in organisations | {""}
    for row in read(directory, "policies"):
        assert row["holder_id"] in people | organisations | {""}
        assert set(ids(row["insured_ids"])) <= people
        assert row["agent_id"] in agents
        assert row["vehicle_id"] in vehicles | {""}
    for row in read(directory, "claims"):
        assert row["policy_number"] in policies
        assert people_of(row) <= people
        assert set(ids(row["vehicle_ids"])) <= vehicles
        for role in ("garage", "clinic", "doctor", "lawyer", "adjuster"):
            assert row[f"{role}_id"] in organisations | {""}
    for row in read(directory, "payments"):
        assert row["claim_number"] in claims
    for row in (*read(directory, "contacts"), *read(directory, "vehicles")):
        assert row["owner_id"] in anybody


def test_dates_follow_each_other_and_end_on_the_last_day(directory: Path) -> None:
    start = {r["policy_number"]: r["start_date"] for r in read(directory, "policies")}
    claims = {row["claim_number"]: row for row in read(directory, "claims")}
    for row in claims.values():
        assert start[row["policy_number"]] <= row["loss_date"] <= row["report_date"]
        assert row["report_date"] <= END.isoformat()
    for row in read(directory, "payments"):
        late = row["date"] > END.isoformat()
        assert (row["status"] == "scheduled") == late
        assert row["date"] > claims[row["claim_number"]]["report_date"]
    days = [row["loss_date"] for row in claims.values()]
    assert max(days) >= "2025-12-20"


def test_numbers_say_nothing_about_what_was_planted(directory: Path, labels: Labels) -> None:
    claims = [row["claim_number"] for row in read(directory, "claims")]
    planted = sorted(claims.index(number) for ring in labels.rings for number in ring.claims)
    assert claims == sorted(claims)
    assert planted[0] < 1500
    assert planted[-1] - planted[0] > 2 * len(planted)
    starts = [row["start_date"] for row in read(directory, "policies")]
    assert starts == sorted(starts)


def test_names_and_places_are_in_both_scripts(directory: Path) -> None:
    names = [row["name"] for row in read(directory, "people")]
    latin = sum(name.isascii() for name in names)
    assert 0.15 < latin / len(names) < 0.5
    towns = {row["city"] for row in read(directory, "contacts") if row["kind"] == "address"}
    assert any(town.isascii() for town in towns)
    assert any(not town.isascii() for town in towns)


def test_it_is_as_untidy_as_real_files(directory: Path) -> None:
    people, contacts = read(directory, "people"), read(directory, "contacts")
    phones = [row["value"] for row in contacts if row["kind"] == "phone"]
    assert any(not row["birth_date"] for row in people)
    assert any(not row["identity_number"] for row in people)
    assert any(value.startswith("00") and value.strip("0") for value in phones)
    assert any(" " in value for value in phones)
    assert any(not row["vin"] for row in read(directory, "vehicles"))
    refused = [v for v in phones if v in ("00000000000", "99999999999", "无", "n/a", "12")]
    assert 0 < len(refused) < len(phones) / 100


def test_payments_can_still_be_stopped(directory: Path, labels: Labels) -> None:
    status = {r["claim_number"]: r["status"] for r in read(directory, "payments")}
    of_rings = [status.get(c) for ring in labels.rings for c in ring.claims]
    assert "scheduled" in of_rings
    assert {"paid", "scheduled", "stopped", "returned"} == set(status.values())


def test_labels_name_people_of_the_sheets_once(directory: Path, labels: Labels) -> None:
    people = {row["person_id"] for row in read(directory, "people")}
    members = [person for ring in labels.rings for person in ring.members]
    assert set(members) <= people
    assert len(members) == len(set(members))
    assert all(5 <= len(ring.members) <= 14 for ring in labels.rings)
    assert entity_id("Person", f"sheets:{members[0]}").startswith("person-")


def test_a_third_of_the_rings_share_providers(labels: Labels) -> None:
    sharing = [ring for ring in labels.rings if ring.shares_hubs]
    assert 3 * len(sharing) >= len(labels.rings)
    used = [provider for ring in sharing for provider in ring.providers]
    assert len(used) > len(set(used))


def test_look_alikes_of_every_kind_are_there(labels: Labels) -> None:
    kinds = {honest.kind for honest in labels.honest}
    assert kinds >= {
        "household", "call_centre", "hospital", "fleet", "employer", "agent_hotline",
        "agency_device", "careless_agent", "family_account", "recycled_phone", "resold_vehicle",
    }  # fmt: skip
    members = {person for ring in labels.rings for person in ring.members}
    for honest in labels.honest:
        if honest.kind in ("household", "family_account", "careless_agent", "recycled_phone"):
            assert not members & set(honest.people)


def test_people_are_entered_twice_in_every_way(directory: Path, labels: Labels) -> None:
    people = {row["person_id"]: row for row in read(directory, "people")}
    assert {double.kind for double in labels.doubles} == set(DOUBLES)
    for double in labels.doubles:
        first, second = people[double.first], people[double.second]
        if double.kind == "typing_error":
            assert first["name"].strip() != second["name"].strip()
        elif double.kind == "no_birth_date":
            assert second["birth_date"] == ""
        elif double.kind == "transliterated":
            assert not first["name"].isascii()
            assert second["name"].isascii()


def test_same_arguments_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.sample import write_sample;"
        "write_sample(Path(sys.argv[1]), claims=300, seed=5)"
    )
    here, there = tmp_path / "here" / "drill", tmp_path / "there" / "drill"
    here.parent.mkdir()
    there.parent.mkdir()
    write_sample(here, claims=300, seed=5)
    other = "77" if os.environ.get("PYTHONHASHSEED") != "77" else "78"
    environment = {**os.environ, "PYTHONHASHSEED": other}
    subprocess.run([sys.executable, "-c", code, str(there)], check=True, env=environment)
    assert fingerprint(here) == fingerprint(there)


@given(
    claims=st.integers(200, 700),
    seed=st.integers(0, 10**6),
    hub_sharing=st.floats(0, 1),
    carefulness=st.floats(0, 1),
)
@settings(max_examples=12, deadline=None)
def test_any_size_seed_and_knob_works(
    tmp_path_factory: pytest.TempPathFactory,
    claims: int,
    seed: int,
    hub_sharing: float,
    carefulness: float,
) -> None:
    target = tmp_path_factory.mktemp("any") / "sample"
    made = write_sample(
        target, claims=claims, seed=seed, hub_sharing=hub_sharing, carefulness=carefulness
    )
    assert made.claims == claims
    assert made.rings_on_shared_hubs == round(made.rings * hub_sharing)
    assert len(read_labels(made.labels).rings) == made.rings


def test_another_seed_makes_another_portfolio(tmp_path: Path) -> None:
    first = write_sample(tmp_path / "a", claims=250, seed=1)
    second = write_sample(tmp_path / "b", claims=250, seed=2)
    assert fingerprint(first.directory) != fingerprint(second.directory)


def test_the_last_day_is_given_not_read_from_a_clock(tmp_path: Path) -> None:
    made = write_sample(tmp_path / "old", claims=250, end=date(2019, 6, 30))
    assert max(r["report_date"] for r in read(made.directory, "claims")) <= "2019-06-30"


def test_steps_are_reported(tmp_path: Path) -> None:
    steps: list[str] = []
    write_sample(tmp_path / "s", claims=250, progress=steps.append)
    assert steps == [
        f"sample.step.{name}" for name in ("households", "policies", "rings", "claims", "sheets")
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"claims": 10}, "at least 200 claims"),
        ({"rings": 99}, "99 rings don't fit into 2,000 claims"),
        ({"rings": -1}, "plant 0 to 33 rings"),
        ({"hub_sharing": 1.2}, "hub_sharing is a share from 0 to 1"),
        ({"carefulness": -0.1}, "carefulness is a share from 0 to 1"),
    ],
)
def test_impossible_wishes_are_refused_in_one_sentence(
    tmp_path: Path, arguments: dict[str, float], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        write_sample(tmp_path / "none", **arguments)  # type: ignore[arg-type]
    assert not (tmp_path / "none").exists()


def test_filled_in_sheets_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person_id\n1\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds files that are no sample"):
        write_sample(tmp_path, claims=250)
    assert (tmp_path / "people.csv").read_text(encoding="utf-8") == "person_id\n1\n"


def test_a_sample_is_overwritten_by_a_sample(tmp_path: Path) -> None:
    write_sample(tmp_path / "s", claims=250, seed=1)
    write_sample(tmp_path / "s", claims=250, seed=2)
    fresh = write_sample(tmp_path / "t" / "s", claims=250, seed=2)
    assert fingerprint(tmp_path / "s") == fingerprint(fresh.directory)


def test_a_file_in_the_way_is_explained(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"can't be written to .*choose another directory"):
        write_sample(tmp_path / "taken", claims=250)


@pytest.mark.slow
def test_a_hundred_thousand_claims_take_under_a_minute_of_one_core(tmp_path: Path) -> None:
    import time

    begun = time.process_time()
    write_sample(tmp_path / "large", claims=100_000)
    assert time.process_time() - begun < 60
