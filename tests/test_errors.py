"""What people read when something fails is a message in both languages, not a text in the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph
from graph.errors import InputError, RegistryError, RingleaderError
from graph.language import LANGUAGES, Said, catalog, failure, failure_text
from graph.schema.model import Text

ROOT = Path(graph.__file__).parent.parent
ROOMS = ("api", "cases", "evidence", "graph", "ingest", "visual")
IN_ENGLISH = {
    # A program called these wrongly; nobody reaches them by a file, a page or a command.
    "graph/store/load.py": 5,
    "graph/store/ends.py": 2,
    "graph/store/create_first.py": 2,
    "graph/store/first_load.py": 1,
    "graph/store/offline.py": 1,
    "graph/typologies/run.py": 2,
    "graph/measures/birank.py": 3,
    "graph/communities/partition.py": 1,
    # What the embedded store's process said itself.
    "graph/store/control.py": 1,
    # What is wrong in a mapping: names of its own language, for who writes one.
    "ingest/mapping_file.py": 1,
}
"""Errors whose text stands in the code, by file, and why that will do."""


def product() -> Iterator[tuple[str, ast.Module]]:
    """Every file of the product."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def errors() -> set[str]:
    """Names of the errors that are told as one sentence; of files of the program itself: no."""
    found = {RingleaderError.__name__, *(kind.__name__ for kind in _below(RingleaderError))}
    return found - {RegistryError.__name__}


def _below(kind: type[RingleaderError]) -> Iterator[type[RingleaderError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def written_out(tree: ast.Module, kinds: set[str]) -> list[int]:
    """Lines where one of these errors is made of a text in the code, however it is put together."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in kinds
        and node.args
        and any(_is_sentence(part) for part in ast.walk(node.args[0]))
    ]


def _is_sentence(node: ast.AST) -> bool:
    """A text with a blank; a message id has none."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def test_errors_that_people_read_are_messages() -> None:
    kinds = errors()
    assert {"InputError", "StoreError", "NotFoundError"} <= kinds
    found = {path: lines for path, tree in product() if (lines := written_out(tree, kinds))}
    more = {p: lines for p, lines in found.items() if len(lines) > IN_ENGLISH.get(p, 0)}
    assert not more, f"move these texts to messages of the room (graph.language.failure): {more}"
    fewer = {p for p, count in IN_ENGLISH.items() if len(found.get(p, ())) < count}
    assert not fewer, f"these files have fewer now: correct IN_ENGLISH: {fewer}"


@pytest.mark.parametrize(
    "code",
    [
        'raise InputError("There is no file.")',
        'raise InputError(f"There is no {name}.")',
        'error = InputError("There is " + name)',
        'raise InputError("There is no {}.".format(name)) from None',
    ],
)
def test_a_text_in_the_code_is_seen(code: str) -> None:
    assert written_out(ast.parse(code), {"InputError"}) == [1]


def test_messages_that_are_raised_exist_with_their_parameters() -> None:
    """Every `failure(kind, "some.id", name=…)` names a message and gives what it takes."""
    from graph.language import parameters_of

    wrong = []
    for path, tree in product():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id != "failure" or not isinstance(node.args[1], ast.Constant):
                continue
            pattern = catalog()["en"].get(str(node.args[1].value))
            given = {word.arg for word in node.keywords}
            if pattern is None or (None not in given and parameters_of(pattern) - given):
                wrong.append((path, node.lineno, node.args[1].value))
    assert wrong == []


def test_a_part_of_a_sentence_is_said_in_its_language() -> None:
    error = failure(
        InputError,
        "cases.error.no_word",
        word="x",
        what=Said("cases.word.state"),
        names=["new", Text("closed", "已结案")],
    )
    assert str(error) == "'x' is no state; choose one of new, closed."
    assert failure_text(error, "zh") == "“x”不是状态；请从以下选一个：new、已结案。"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_that_is_asked_of_cases_has_a_name(lang: str) -> None:
    needed = {name for name in catalog()[lang] if name.startswith(("cases.needed.", "cases.word."))}
    used = set()
    for path, tree in product():
        if path.startswith("cases/"):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    room = {"required": "needed", "one_of": "word"}.get(node.func.id)
                    last = node.args[-1] if room else None
                    if isinstance(last, ast.Constant):
                        used.add(f"cases.{room}.{last.value!s}")
    assert used == needed
