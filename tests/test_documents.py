"""README and docs are true: links lead somewhere; commands, options and targets exist."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from api.cli.main import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_FENCE = re.compile(r"```(?:sh|bash|console)?\n(.*?)```", re.DOTALL)


def commands_of(page: Path) -> list[list[str]]:
    """The words after 'ringleader' of each command in the page's shell blocks."""
    found = []
    for block in _FENCE.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            words = shlex.split(line, comments=True) if "ringleader" in line else []
            for at, word in enumerate(words):
                if word.rsplit("/", 1)[-1] == "ringleader":
                    found.append(words[at + 1 :])
                    break
    return found


def unknown(words: list[str]) -> str | None:
    """What in these words the command line doesn't know: a command or an option."""
    node: Any = typer.main.get_command(app)
    while (below := getattr(node, "commands", None)) and words and words[0][0] != "-":
        if words[0] not in below:
            return words[0]
        node, words = below[words[0]], words[1:]
    options = {name for parameter in node.params for name in parameter.opts} | {"--help"}
    given = [word.split("=")[0] for word in words if word.startswith("--")]
    return next((option for option in given if option not in options), None)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist_with_their_options(page: Path) -> None:
    for words in commands_of(page):
        assert unknown(words) is None, f"{page.name}: ringleader {' '.join(words)}"


def test_the_readme_shows_commands_to_check() -> None:
    assert len(commands_of(ROOT / "README.md")) >= 5
    assert unknown(["nonsense"]) == "nonsense"
    assert unknown(["rings", "--nonsense"]) == "--nonsense"


def test_make_targets_of_the_readme_exist() -> None:
    targets = re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(targets) == {"demo", "test"}
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
