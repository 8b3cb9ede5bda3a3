"""docs/values.md names every value type with its hints, and each of its examples is true."""

import re
from pathlib import Path

import pytest

from graph.values import VALUE_TYPES, BadValue

PAGE = (Path(__file__).parents[3] / "docs" / "values.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")[1:]}
_ROW = re.compile(r"^\| `(.*?)` \| (.*?) \| `(.*?)` \| `(.*?)` \| `(.*?)` \|$", re.MULTILINE)
_HINT = re.compile(r"`(\w+)=(.*?)`")
_REFUSED = re.compile(r"`([^`]+)` \((\w+)\)")


def test_every_type_has_its_section() -> None:
    assert list(SECTIONS) == list(VALUE_TYPES)


@pytest.mark.parametrize("name", VALUE_TYPES)
def test_hints_and_links_are_told(name: str) -> None:
    kind, text = VALUE_TYPES[name], SECTIONS[name]
    told = re.search(r"\*\*Hints\*\*: (.*)", text)
    assert tuple(re.findall(r"`(\w+)`", told[1])) == kind.hints if told else not kind.hints
    assert f"**Links**: {'yes' if kind.links else 'no'}" in text
    assert "**Standard**: " in text


@pytest.mark.parametrize("name", VALUE_TYPES)
def test_examples_are_true(name: str) -> None:
    kind = VALUE_TYPES[name]
    rows = _ROW.findall(SECTIONS[name])
    assert rows
    for written, given, kept, key, mask in rows:
        hints = dict(_HINT.findall(given))
        value = kind.clean(written, **hints)
        assert str(value) == kept
        assert kind.key(value, **hints) == key.replace("\\|", "|")
        assert kind.mask(value) == mask


@pytest.mark.parametrize("name", VALUE_TYPES)
def test_what_is_refused_is_refused(name: str) -> None:
    refused = SECTIONS[name].rsplit("Refused: ", 1)[1]
    for written, reason in _REFUSED.findall(refused):
        with pytest.raises(BadValue) as caught:
            VALUE_TYPES[name].clean(written)
        assert caught.value.reason == reason
