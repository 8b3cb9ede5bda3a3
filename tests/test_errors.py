"""What people read when something fails is a message in both languages, not a text in the code."""

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph
from graph.errors import InputError, RegistryError, RingleaderError
from graph.language import LANGUAGES, Said, catalog, failure, failure_text, parameters_of
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
}
"""Errors whose text stands in the code, by file, and why that will do."""
IN_PROCESS = {
    # What only a fault of the program, or of its installation, would bring to light.
    "graph/store/child.py": 1,
    "graph/store/child_load.py": 2,
    "graph/store/arcade.py": 1,
    "graph/store/arcade_load.py": 0,
    "graph/store/arcade_read.py": 0,
    "graph/store/java_rows.py": 1,
}
"""Errors of any kind whose text stands in the code of the embedded store's process, by file.

It doesn't know the reader's language: what it says to people goes to the client as a message.
"""
OF_MAPPINGS = ("ingest/mapping*.py", "ingest/source.py", "ingest/headers.py")
"""Files that say what is wrong in a mapping, or beside it."""


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


def in_functions(tree: ast.Module, name: str | None = None) -> list[int]:
    """Lines of functions (of this name) where a text for people stands; no docstring is one."""
    inside = [
        part
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name == (name or function.name)
        for statement in function.body
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for part in ast.walk(statement)
        if _is_sentence(part)
    ]
    return sorted({part.lineno for part in inside if isinstance(part, ast.Constant)})


def _is_sentence(node: ast.AST) -> bool:
    """A text with a blank and letters; a message id has no blank."""
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, str) and " " in value and any(map(str.isalpha, value))


def test_errors_that_people_read_are_messages() -> None:
    kinds = errors()
    assert {"InputError", "StoreError", "NotFoundError"} <= kinds
    found = {path: lines for path, tree in product() if (lines := written_out(tree, kinds))}
    more = {p: lines for p, lines in found.items() if len(lines) > IN_ENGLISH.get(p, 0)}
    assert not more, f"move these texts to messages of the room (graph.language.failure): {more}"
    fewer = {p for p, count in IN_ENGLISH.items() if len(found.get(p, ())) < count}
    assert not fewer, f"these files have fewer now: correct IN_ENGLISH: {fewer}"


def test_what_is_wrong_in_a_mapping_is_a_message() -> None:
    """There a sentence is made in one place and becomes an error in another."""
    files = {str(file.relative_to(ROOT)) for path in OF_MAPPINGS for file in ROOT.glob(path)}
    assert len(files) > len(OF_MAPPINGS)
    found = {
        path: lines for path, tree in product() if path in files if (lines := in_functions(tree))
    }
    hints = {
        path: lines for path, tree in product() if (lines := in_functions(tree, "hint_problem"))
    }
    more = found | hints
    assert not more, f"move these texts to messages of the room (graph.language.Said): {more}"


def test_what_the_embedded_store_says_is_a_message() -> None:
    every = errors() | {name for name in dir(builtins) if name.endswith("Error")}
    found = {path: len(written_out(tree, every)) for path, tree in product() if path in IN_PROCESS}
    assert found == IN_PROCESS, "raise graph.language.failure, or correct IN_PROCESS"


def test_a_text_in_a_function_is_seen() -> None:
    code = """
KNOWN = {"found unexpected sign": "sign"}

def check(table):
    \"\"\"What is wrong.\"\"\"
    if not table:
        yield "There is no table."
    yield Said("room.no_column", {"why": f"no {table}"})
"""
    assert in_functions(ast.parse(code)) == [7, 8]
    assert in_functions(ast.parse(code), "check") == [7, 8]
    assert in_functions(ast.parse(code), "other") == []


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
    """Every `failure(kind, "some.id", name=…)` names a message and gives what it takes.

    So does every `Said("some.id", {"name": …})`.
    """
    wrong = []
    for path, tree in product():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or (told := _message(node)) is None:
                continue
            message, given = told
            pattern = catalog()["en"].get(message)
            if pattern is None or (None not in given and parameters_of(pattern) - given):
                wrong.append((path, node.lineno, message))
    assert wrong == []


def _message(node: ast.Call) -> tuple[str, set[str | None]] | None:
    """The message that a call names and its parameters, with None where they aren't told there."""
    if not isinstance(node.func, ast.Name):
        return None
    at = {"failure": 1, "Said": 0}.get(node.func.id)
    if at is None or not isinstance(name := node.args[at], ast.Constant):
        return None
    if at == 1:
        return str(name.value), {word.arg for word in node.keywords}
    given = node.args[1] if len(node.args) > 1 else ast.Dict([], [])
    if not isinstance(given, ast.Dict):
        return str(name.value), {None}
    return str(name.value), {str(k.value) for k in given.keys if isinstance(k, ast.Constant)}


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
