"""The published data set loads whole, where it is at hand."""

from pathlib import Path

import pytest

from tests.ingest.read_files import read_files

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "claims_with_accounts"


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA.name} is not at hand")
def test_every_row_is_mapped(tmp_path: Path) -> None:
    with read_files(DATA, "claims_with_accounts", tmp_path) as (gathered, state):
        assert gathered.rows("read") == gathered.rows("loaded") == 11_800
        assert gathered.values == 0
        counts = state.counts()
        assert counts.pop("link") > 100_000
        assert counts == {
            "Account": 11_200,
            "Address": 3_149,
            "Agent": 1_200,
            "Claim": 10_000,
            "IdentityDocument": 10_000,
            "Person": 10_000,
            "Policy": 10_000,
            "Provider": 600,
        }
        paid = state.links(("PAID_TO", "Claim", "Account"))
        assert sum(batch.num_rows for batch in paid) == 9_497
