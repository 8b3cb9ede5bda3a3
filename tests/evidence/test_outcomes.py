"""Verdicts known before stand in the report, in its language, masked in a draft."""

from pathlib import Path

import pytest

from cases import Cases
from evidence.content import Content, read_content
from evidence.draft import mask_content
from evidence.report.blocks import Paragraph, Table
from evidence.report.members import outcomes
from evidence.report.words import Words
from graph.rings import save_run
from graph.rings.model import Outcome
from graph.store import Store
from tests.evidence.conftest import NOW
from tests.rings_example import PEOPLE, example_ring, example_run, load_example, person

CLEARED = Outcome(
    id="outcome-1",
    about=person("P1"),
    about_label="Person",
    about_caption=PEOPLE[0][1],
    verdict="cleared",
    basis="judgment",
    decided_on="2024-02-03",
    authority="Invented District Court",
    document="2024-17",
    link="link-1",
)


@pytest.fixture
def content(embedded_store: Store, tmp_path: Path) -> Content:
    """What a bundle of a case on the example ring has; one member was cleared before."""
    provenance = load_example(embedded_store, embedded_store.data, tmp_path)
    ring = example_ring().model_copy(update={"outcomes": (CLEARED,)})
    save_run(embedded_store, example_run(ring), NOW)
    cases = Cases(embedded_store, "ann", lambda: NOW)
    return read_content(embedded_store, provenance, cases, cases.open(ring.id), "en", draft=True)


def said(content: Content, lang: str) -> tuple[str, ...]:
    ring = content.ring
    assert ring is not None
    note, table = outcomes(Words(content, lang), ring).blocks
    assert isinstance(note, Paragraph)
    assert isinstance(table, Table)
    (row,) = table.rows
    return row


def test_who_was_cleared_by_whom_is_said_in_both_languages(content: Content) -> None:
    told = ("2024-02-03", "Invented District Court", "2024-17")
    assert said(content, "en") == ("王秀英", "Person", "cleared", "judgment", *told)
    assert said(content, "zh") == ("王秀英", "个人", "排除欺诈", "判决", *told)


def test_a_draft_masks_the_name(content: Content) -> None:
    masked, mask = mask_content(content, "en")
    row = said(masked, "en")
    assert "王秀英" not in row[0]
    assert mask.leaks(" ".join(row)) == 0
    assert row[1:4] == ("Person", "cleared", "judgment")


def test_none_is_said_too(content: Content) -> None:
    (block,) = outcomes(Words(content, "en"), example_ring()).blocks
    assert block == Paragraph("No file told of a verdict on a member or a claim of this group.")
