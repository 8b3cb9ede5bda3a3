"""The published data set loads whole, where it is at hand."""

from pathlib import Path

import pytest

from ingest.inputs import find_inputs
from ingest.read import gather_all
from ingest.rejects import Rejects
from ingest.source import choose_source
from ingest.staging import Staging

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "claims_with_accounts"


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA.name} is not at hand")
def test_every_row_is_mapped() -> None:
    chosen = choose_source(DATA, "claims_with_accounts")
    staging = Staging()
    with Rejects(None, "en") as rejects:
        inputs = find_inputs(DATA, chosen.mapping)
        gathered = gather_all(inputs, chosen.mapping, staging, rejects, lambda *_: None)
    assert gathered.rows("read") == gathered.rows("loaded") == 11_800
    assert gathered.values == 0
    assert {label: staging.nodes(label).num_rows for label in staging.labels()} == {
        "Account": 11_200,
        "Address": 3_149,
        "Agent": 1_200,
        "Claim": 10_000,
        "IdentityDocument": 10_000,
        "Person": 10_000,
        "Policy": 10_000,
        "Provider": 600,
    }
    paid = next(ends for ends in staging.link_ends() if ends.type == "PAID_TO")
    assert staging.links(paid).num_rows == 9_497
