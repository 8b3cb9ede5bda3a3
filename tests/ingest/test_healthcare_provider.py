"""The mapping of the published health claims, on invented files of their shape and on the data."""

from collections import Counter
from pathlib import Path

import pytest

from ingest.mapping_file import find_mapping, read_mapping
from tests.ingest.read_files import Read, read_files

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "healthcare_provider"
VISIT = {
    "BeneID": "B1",
    "ClaimID": "C1",
    "ClaimStartDt": "2009-04-12",
    "ClaimEndDt": "2009-04-18",
    "Provider": "P1",
    "InscClaimAmtReimbursed": "26000",
    "AttendingPhysician": "D1",
    "OperatingPhysician": "D1",
    "OtherPhysician": "NA",
}


def write(path: Path, table: str, rows: list[dict[str, str]]) -> None:
    """A file with every column that the table knows; 'NA' where a row says nothing."""
    known = read_mapping(find_mapping("healthcare_provider")).mapping.tables[table]
    header = [*known.columns(), *known.ignore]
    lines = [",".join(row.get(name, "NA") for name in header) for row in rows]
    path.write_text("\n".join([",".join(header), *lines]) + "\n", encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two patients, a hospital stay, a visit, two providers, three physicians; all invented."""
    patients = [{"BeneID": "B1", "DOB": "1943-01-01"}, {"BeneID": "B2", "DOB": "1936-09-01"}]
    write(tmp_path / "Train_Beneficiarydata-1.csv", "beneficiaries", patients)
    answers = [{"Provider": name, "PotentialFraud": "Yes"} for name in ("P1", "P2")]
    write(tmp_path / "Train-1.csv", "providers", answers)
    write(tmp_path / "Train_Inpatientdata-1.csv", "inpatient", [VISIT])
    visit = {**VISIT, "BeneID": "B2", "ClaimID": "C2", "Provider": "P2", "OtherPhysician": "D3"}
    write(tmp_path / "Train_Outpatientdata-1.csv", "outpatient", [visit])
    return tmp_path


def roles(found: Read) -> Counter[object]:
    """Links of each role."""
    return Counter(link["role"] for ids in found.links.values() for link in ids.values())


def test_small_files_of_its_shape(small: Path) -> None:
    found = read_files(small, "healthcare_provider")
    assert (found.read, found.loaded, found.warnings) == (6, 6, [])
    assert found.count_entities() == {"Claim": 2, "Person": 2, "Provider": 4}
    assert roles(found) == {
        "patient": 2,
        "hospital": 1,
        "clinic": 1,
        "attending physician": 2,
        "operating physician": 2,
        "other physician": 1,
    }
    stay = next(c for c in found.entities["Claim"].values() if c["number"] == "C1")
    assert (stay["kind"], stay["paid"], stay["currency"]) == ("inpatient", 2_600_000, "USD")
    assert str(stay["end_date"]) == "2009-04-18"
    assert found.lost == {("OtherPhysician", "placeholder"): 1}


def test_the_outpatient_file_may_be_absent(small: Path) -> None:
    (small / "Train_Outpatientdata-1.csv").unlink()
    assert read_files(small, "healthcare_provider").loaded == 5


def test_the_answer_is_no_evidence(small: Path) -> None:
    found = read_files(small, "healthcare_provider")
    assert all("Yes" not in map(str, p.values()) for p in found.entities["Provider"].values())
    mapping = read_mapping(find_mapping("healthcare_provider")).mapping
    assert "PotentialFraud" in mapping.tables["providers"].ignore


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA.name} is not at hand")
def test_every_row_is_mapped() -> None:
    found = read_files(DATA, "healthcare_provider")
    assert found.read == found.loaded == 184_440
    assert found.warnings == []
    assert found.count_entities() == {"Claim": 40_474, "Person": 138_556, "Provider": 23_666}
    assert found.count_links() == {"INVOLVED_IN": 40_474, "SERVICED_BY": 109_356}
    assert found.lost == {  # NA: no such physician
        ("AttendingPhysician", "placeholder"): 112,
        ("OperatingPhysician", "placeholder"): 16_644,
        ("OtherPhysician", "placeholder"): 35_784,
    }
