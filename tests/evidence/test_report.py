"""The report is set in type safely: no markup from data, no invisible characters, same bytes."""

from datetime import UTC, datetime

import pytest

from evidence.report.blocks import Column, Facts, Paragraph, Report, Section, Table
from evidence.report.typeset import code_points, typeset

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def report(text: str, lang: str = "en") -> Report:
    table = Table((Column("a"), Column("b", code=True)), ((text, text),))
    return Report(
        lang=lang,
        title="Title",
        subtitle="CASE-0001_E001",
        banners=(text,),
        cover=(("case", text),),
        footer="footer",
        page="Page {page} of {pages}",
        contents="Contents",
        sections=(Section("One", (Paragraph(text), table, Facts(((text, text),)))),),
    )


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/hostname") #panic() $x$ @ref <label> \\ *b* _i_ = h // c',
        "王秀英 欧阳建国 𠮷野家 龘",
        "emoji \U0001f600, Thai ก, control \x01\x9f, direction \u202e\u2066, unassigned \U000e0fff",
        "x" * 400,
        "",
    ],
)
def test_any_text_can_be_set_and_repeats_to_the_byte(text: str) -> None:
    pdf = typeset(report(text), NOW)
    assert pdf.startswith(b"%PDF-1.7")
    assert pdf == typeset(report(text), NOW)


def test_another_time_is_another_file() -> None:
    assert typeset(report("a"), NOW) != typeset(report("a"), NOW.replace(year=2027))


def test_a_character_without_glyph_is_printed_as_its_code_point() -> None:
    assert code_points("ก\u202e") == "[U+0E01][U+202E]"
    assert typeset(report("ก"), NOW) == typeset(report("[U+0E01]"), NOW)
    assert typeset(report("a\u202eb"), NOW) == typeset(report("a[U+202E]b"), NOW)
