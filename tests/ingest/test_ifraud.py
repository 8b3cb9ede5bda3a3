"""The mapping of the simulated motor claims, on invented files of their shape and on themselves."""

from pathlib import Path

import pytest

from ingest.mapping_file import find_mapping, read_mapping
from tests.ingest.read_files import read_files

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ifraud_seed1"
ANSWERS = ("Fraud", "Criminal", "ExpertJudgement", "Investigated", "Lambda", "fraudScore")
CLAIM = {
    "ClaimID": "1_11",
    "ContractID": "1_1",
    "Policyholder": '"Example, Ann"',
    "Garage": "Garage 1",
    "Expert": "Expert 1",
    "Broker": "",
    "Coverage": "TPL",
    "ClaimAmountOrig": "3191.505",
    "Fraud": "TRUE",
}
EDGES = [
    ("1_11", "Policyholder", '"Example, Ann"'),
    ("1_11", "Person", '"Example, Bo"'),
    ("1_11", "Garage", "Garage 1"),
    ("1_11", "Broker", "Broker 1"),
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """One claim with its four parties; all invented."""
    known = read_mapping(find_mapping("ifraud")).mapping.tables["claims"]
    header = [*known.columns(), *known.ignore]
    row = ",".join(CLAIM.get(name, "0.5") for name in header)
    (tmp_path / "claims.csv").write_text(f"{','.join(header)}\n{row}\n", encoding="utf-8")
    lines = [",".join((*edge, "7", "1", "7", "26")) for edge in EDGES]
    header = ["ClaimID", "variable", "Party", "startNode", "endNode", "n1Size", "n2Size"]
    (tmp_path / "edges.csv").write_text("\n".join([",".join(header), *lines]), encoding="utf-8")
    return tmp_path


def test_small_files_of_its_shape(small: Path) -> None:
    found = read_files(small, "ifraud")
    assert (found.read, found.loaded, found.warnings, found.lost) == (5, 5, [], {})
    assert found.count_entities() == {
        "Agent": 1,
        "Claim": 1,
        "Person": 2,
        "Policy": 1,
        "Provider": 2,
    }
    assert found.count_links() == {
        "HANDLED_BY": 1,
        "HOLDS": 1,
        "INVOLVED_IN": 2,
        "SERVICED_BY": 2,
        "UNDER": 1,
    }
    (claim,) = found.entities["Claim"].values()
    assert claim["claimed"] == 319_150  # half a cent goes to the even one


def test_nothing_derived_from_the_answer_is_evidence(small: Path) -> None:
    claims = read_mapping(find_mapping("ifraud")).mapping.tables["claims"]
    derived = [c for c in claims.ignore if c in ANSWERS or c.startswith(("n1.", "n2.", "Rule"))]
    assert len(derived) == 22
    assert not {*ANSWERS, *derived} & set(claims.columns())
    found = read_files(small, "ifraud")
    told = [str(v) for label in found.entities.values() for e in label.values() for v in e.values()]
    assert "TRUE" not in told


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA.name} is not at hand")
def test_every_row_is_mapped() -> None:
    found = read_files(DATA, "ifraud")
    assert found.read == found.loaded == 38_995
    assert (found.warnings, found.lost) == ([], {})
    assert found.count_entities() == {
        "Agent": 100,
        "Claim": 7_420,
        "Person": 13_418,
        "Policy": 5_363,
        "Provider": 400,
    }
    assert found.count_links() == {
        "HANDLED_BY": 3_706,
        "HOLDS": 5_363,
        "INVOLVED_IN": 20_449,
        "SERVICED_BY": 9_918,
        "SOLD": 2_675,
        "UNDER": 7_420,
    }
