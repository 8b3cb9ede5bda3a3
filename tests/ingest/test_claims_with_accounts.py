"""The published data set loads whole, where it is at hand."""

from pathlib import Path

import pytest

from tests.ingest.read_files import read_files

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "claims_with_accounts"


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA.name} is not at hand")
def test_every_row_is_mapped() -> None:
    found = read_files(DATA, "claims_with_accounts")
    assert found.read == found.loaded == 11_800
    assert found.lost == {}
    assert found.count_entities() == {
        "Account": 11_200,
        "Address": 3_149,
        "Agent": 1_200,
        "Claim": 10_000,
        "IdentityDocument": 10_000,
        "Person": 10_000,
        "Policy": 10_000,
        "Provider": 600,
    }
    assert sum(found.count_links().values()) > 100_000
    assert found.count_links()["PAID_TO"] == 9_497
