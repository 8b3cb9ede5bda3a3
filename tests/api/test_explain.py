"""A retired fact is explained by the rows it last came from, also when their file has moved."""

import shutil
from pathlib import Path

from api.explain import explain, explained_document
from api.services import Services
from graph.settings import Settings
from graph.store import Store
from ingest import ingest
from tests.api.conftest import NOW

_FIXTURE = Path(__file__).parents[1] / "ingest" / "fixture30"


def test_a_retired_fact_says_since_when_and_keeps_its_rows(
    embedded_store: Store, embedded_settings: Settings, tmp_path: Path
) -> None:
    sheets = shutil.copytree(_FIXTURE, tmp_path / "sheets")
    services = Services(embedded_store, embedded_settings, lambda: NOW)

    def load() -> str:
        done = ingest(
            embedded_store, sheets, "sheets", settings=embedded_settings, now=NOW, full=True
        )
        return done.run

    load()
    contacts = sheets / "contacts.csv"
    *kept, last = contacts.read_bytes().splitlines(keepends=True)
    contacts.write_bytes(b"".join(kept))
    run = load()
    shutil.rmtree(sheets)
    (found,) = explain(services, "a1@example.com")
    assert found.retired is not None
    assert (found.retired.run, found.retired.source) == (run, "sheets")
    assert [original.raw for original in found.originals] == [last.rstrip(b"\r\n")]
    said = explained_document(found, "zh")["retired"]["text"]
    assert run in said
    (link,) = explain(services, "A1", found.fact.id)
    assert link.retired is not None
    assert link.originals[0].raw == found.originals[0].raw
