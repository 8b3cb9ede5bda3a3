"""Looks: every type is told apart without colour and stands out on both backgrounds."""

import itertools
import re

import pytest

from graph.language import LANGUAGES, catalog
from graph.schema.registry import REGISTRY
from visual import assets
from visual.colours import DARK, LIGHT, contrast, luminance
from visual.styles import icons, type_style

SHOWN = REGISTRY.sourced_labels()


@pytest.mark.parametrize("label", SHOWN)
def test_types_stand_out_on_light_and_dark(label: str) -> None:
    style = type_style(label, "en")
    assert contrast(style.light, LIGHT) >= 3
    assert contrast(style.dark, DARK) >= 3


@pytest.mark.parametrize("label", SHOWN)
def test_every_type_has_a_pictogram_of_plain_path_data(label: str) -> None:
    assert re.fullmatch(r"[MmLlHhVvCcAaQqSsTtZz0-9 .,-]+", icons()[label])


def test_no_two_types_look_alike_without_colour() -> None:
    looks = [(type_style(a, "en").shape, type_style(a, "en").path) for a in SHOWN]
    assert all(one != other for one, other in itertools.combinations(looks, 2))


def test_contrast_of_known_colours() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert luminance("#ffffff") == pytest.approx(1)


def test_scripts_only_say_words_that_exist_and_never_write_markup() -> None:
    script = assets.script()
    asked = set(re.findall(r"words\.(\w+)", script)) | set(re.findall(r'say\("(\w+)"', script))
    for lang in LANGUAGES:
        missing = {word for word in asked if f"visual.page.{word}" not in catalog()[lang]}
        assert missing == set()
    for unsafe in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert unsafe not in script


def test_library_is_the_published_one() -> None:
    assert "@version 10.1.5" in assets.library()
    assert "sourceMappingURL" not in assets.library()
