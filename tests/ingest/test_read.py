"""What was read is let go of as soon as its facts are staged."""

import weakref
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import Store
from ingest import ingest, read
from ingest.chunk import Chunk
from ingest.gather import TablePlan
from tests.ingest.loads import NOW


def test_values_that_a_parser_refuses_do_not_hold_the_rows_around_them(
    embedded_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that is kept keeps its frames, and these all that was read with the value."""
    lines = [f"person,P{n},phone,+999 555 010{n:02},2024-05-01" for n in range(12)]
    text = "\n".join(["owner_kind,owner_id,kind,value,since", *lines])
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "contacts.csv").write_text(text + "\n")
    seen: list[weakref.ref[Chunk]] = []
    held: list[int] = []
    gather = TablePlan.gather

    def watched(plan: TablePlan, chunk: Chunk, *rest: object) -> int:
        held.append(sum(earlier() is not None for earlier in seen))
        seen.append(weakref.ref(chunk))
        return gather(plan, chunk, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(TablePlan, "gather", watched)
    monkeypatch.setattr(read, "_ROWS", 3)

    report = ingest(
        embedded_store,
        tmp_path / "in",
        settings=Settings(data=embedded_store.data),
        now=NOW,
        max_rejects=12,
        dry_run=True,
    )

    assert report.rows_rejected == 12
    assert held == [0, 0, 0, 0]
