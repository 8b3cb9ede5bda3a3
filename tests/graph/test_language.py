"""Messages: all in every language, with the same parameters; amounts, dates and lists said."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

import graph
from graph.errors import NotFoundError, RegistryError
from graph.language import (
    LANGUAGES,
    catalog,
    check_messages,
    failure,
    failure_text,
    moment,
    money,
    parameters_of,
    phrase,
    say,
)


def test_every_message_is_there_in_every_language() -> None:
    spoken = {lang: set(catalog()[lang]) for lang in LANGUAGES}
    assert spoken["en"] == spoken["zh"]
    assert len(spoken["en"]) > 300


def test_no_file_has_one_message_twice() -> None:
    """The later one would silently stand in for the earlier."""
    root = Path(graph.__file__).parent.parent
    for path in sorted(root.glob("*/**/messages/*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        ids = Counter(line.split(":")[0] for line in lines if re.match(r"[\w.]+:", line))
        assert [name for name, count in ids.items() if count > 1] == [], path


def test_a_missing_wording_is_named() -> None:
    with pytest.raises(RegistryError, match="'greeting' has no 'zh' wording"):
        check_messages({"en": {"greeting": "Hello"}, "zh": {}}, "room/messages")


def test_other_parameters_are_named() -> None:
    with pytest.raises(RegistryError, match="other parameters"):
        check_messages({"en": {"seen": "{count} seen"}, "zh": {"seen": "已见"}}, "room/messages")


def test_parameters_of_a_pattern() -> None:
    assert parameters_of("{count} of {people}") == {"count", "people"}


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (123450, "CNY", "CNY 1,234.50"),
        (500, "JPY", "JPY 500"),
        (1234567, "KWD", "KWD 1,234.567"),
        (-5, "EUR", "EUR -0.05"),
        (10**17, "CNY", "CNY 1,000,000,000,000,000.00"),
    ],
)
def test_amounts_have_the_digits_of_their_currency(minor: int, currency: str, said: str) -> None:
    assert money(minor, currency) == said


def test_lists_dates_and_nothing() -> None:
    assert phrase(["a", "b"], "en") == "a, b"
    assert phrase(["甲", "乙"], "zh") == "甲、乙"
    assert phrase(datetime.date(2025, 3, 1), "en") == "2025-03-01"
    assert phrase(None, "en") == "—"


def test_an_unknown_message_says_what_to_do() -> None:
    with pytest.raises(RegistryError, match="add it to a room's messages"):
        say("nobody.wrote.this", "en")


def test_an_error_says_its_message_in_the_language_of_its_reader() -> None:
    error = failure(NotFoundError, "rings.error.no_ring", ring="R-000000")
    assert isinstance(error, NotFoundError)
    assert str(error) == failure_text(error, "en")
    assert "R-000000 in the latest analysis" in str(error)
    assert failure_text(error, "zh").startswith("最近一次分析中没有团伙 R-000000")
    assert failure_text(NotFoundError("Plain."), "zh") == "Plain."


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        ("2026-03-01T09:30:00+00:00", "2026-03-01 09:30 UTC"),
        ("2026-03-01T09:30:59Z", "2026-03-01 09:30 UTC"),
        ("2026-03-01T23:30:00-02:00", "2026-03-02 01:30 UTC"),
        ("2026-03-01", "2026-03-01"),
        ("soon", "soon"),
    ],
)
def test_times_are_said_to_the_minute_in_one_zone(stamp: str, said: str) -> None:
    assert moment(stamp) == said
