"""One name in two scripts and two orders sounds the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.same.names import all_sounds, sound


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("王小明", "Wang Xiaoming"),
        ("王小明", "Xiaoming Wang"),
        ("王小明", "WANG Xiao Ming"),
        ("欧阳娜娜", "Ouyang Nana"),
        ("曾伟", "Zeng Wei"),
        ("吕强", "Lü Qiang"),
        ("Ada Marlow", "Marlow, Ada"),
        ("Rosa O'Dowd", "rosa o’dowd"),
        ("José Peña", "Jose Pena"),
    ],
)
def test_one_name_sounds_the_same(first: str, second: str) -> None:
    assert sound(first) == sound(second)


@pytest.mark.parametrize(("first", "second"), [("王小明", "王小红"), ("Ada Marlow", "Ada Pell")])
def test_two_names_sound_different(first: str, second: str) -> None:
    assert sound(first) != sound(second)


def test_names_without_letters_have_no_sound() -> None:
    assert sound("12") == ""
    assert all_sounds(None, "", "Ada Marlow") == ("ada marlow",)


@given(st.text(max_size=30))
def test_any_text_sounds_like_plain_letters(text: str) -> None:
    assert all(c == " " or "a" <= c <= "z" for c in sound(text))
