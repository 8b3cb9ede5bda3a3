"""Values that load and look made up; dummies of a source."""

import datetime
import re
from pathlib import Path

import pytest

from graph.language import LANGUAGES, say
from graph.values import Scalar, suspicion
from graph.values.placeholders import dummies, is_dummy
from graph.values.suspicion import MANY_HOLDERS, suspicions

ODD: list[tuple[str, Scalar, str]] = [
    ("phone", "+8613912345678", "sequence"),
    ("phone", "+8613911111112", "one_digit"),
    ("phone", "+8613912121212", "repeats"),
    ("phone", "+862162000000", "zeros"),
    ("account", "ICBC/6222000000000006", "one_digit"),
    ("account", "TESTBANK/87654321", "sequence"),
    ("email", "123456@example.com", "sequence"),
    ("identity", "123-45-6789", "sequence"),
    ("date", datetime.date(1980, 1, 1), "first_of_year"),
]


@pytest.mark.parametrize(("kind", "value", "why"), ODD)
def test_odd_values_are_told(kind: str, value: Scalar, why: str) -> None:
    assert suspicions(kind, value) == (f"values.suspicion.{why}",)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "+8613907294185"),
        ("account", "GB82WEST12345698765432"),
        ("identity", "99990119900307005X"),
        ("email", "jane1@example.com"),
        ("date", datetime.date(1980, 2, 1)),
        ("name", "111111"),
        ("money", 1234567),
    ],
)
def test_others_are_not(kind: str, value: Scalar) -> None:
    assert suspicions(kind, value) == ()


def test_a_phone_of_many_strangers_is_told() -> None:
    assert suspicions("phone", "+8613907294185", MANY_HOLDERS) == ("values.suspicion.many_holders",)
    assert suspicions("address", "1 Example Road", MANY_HOLDERS) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_suspicion_is_said(lang: str) -> None:
    source = Path(suspicion.__file__).read_text(encoding="utf-8")
    names = set(re.findall(r'found\.add\("(\w+)"\)', source))
    assert len(names) == 6
    assert all(say(f"values.suspicion.{name}", lang) for name in names)


def test_dummies_are_keys_as_the_source_writes_them() -> None:
    known = dummies("phone", ["139 0729 4185", "no phone", "12"], region="CN")
    assert known == {"+8613907294185"}
    accounts = dummies("account", ["6222 0000 0000 0014", "TESTBANK/10000001"])
    assert is_dummy("ICBC/6222000000000014", accounts)
    assert is_dummy("TESTBANK/10000001", accounts)
    assert not is_dummy("OTHER/10000001", accounts)
