"""The YAML of a mapping: where what stands in it, and what is wrong with it, as one sentence."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from graph.errors import InputError
from graph.language import Said, failure
from ingest.mapping import NAME
from ingest.readers.opening import unreadable

Place = tuple[str | int, ...]
"""The way to a part of a mapping, e.g. ('tables', 'claims', 'links', 0, 'from')."""

_DEEPEST = 50  # parts within parts; a mapping has some eight
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is
_TEXT = "tag:yaml.org,2002:str"
_MERGE = "tag:yaml.org,2002:merge"
_IMPOSSIBLE = "a value that can't be"
_TWICE = "the same key twice"
_KEY = "[key]"  # what pydantic calls the key of a dict
_YAML = (
    ("mapping values are not allowed", "second_colon"),
    ("could not find expected ':'", "no_colon"),
    ("expected ',' or", "bracket"),
    ("expected node content", "bracket"),
    ("unexpected end of stream", "quote"),
    ("tab character", "tab"),
    ("cannot start any token", "sign"),
    ("alphabetic or numeric character", "alias"),
    ("did not find expected", "indentation"),
    ("expected <block end>", "indentation"),
    ("undefined alias", "alias"),
    ("could not determine a constructor", "tag"),
    ("undefined tag handle", "tag"),
    ("unhashable key", "key"),
    ("not allowed", "control"),
    (_IMPOSSIBLE, "value"),
    (_TWICE, "twice"),
)
"""What the YAML reader says, and the message that says it with what to do; the first that fits."""
_BEGINS_THERE = {"bracket", "quote"}  # the reader notices it only where the file or a part ends
_EXPECTED = {
    "bool_type": "true_false",
    "bool_parsing": "true_false",
    "list_type": "list",
    "dict_type": "words",
    "model_type": "words",
}
"""What pydantic asks for, and the message that says it."""


class _Loader(_Base):  # type: ignore[misc]
    """As the safe loader, but an impossible date or number is told with its line."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The words of a part; of a word written twice the reader would drop the first."""
        seen: set[tuple[str, str]] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                if (key.tag, key.value) in seen:
                    raise yaml.constructor.ConstructorError(None, None, _TWICE, key.start_mark)
                seen.add((key.tag, key.value))
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, ArithmeticError, AttributeError):  # as of '!!bool x'
            raise yaml.constructor.ConstructorError(
                None, None, _IMPOSSIBLE, node.start_mark
            ) from None


class MappingText:
    """The parsed YAML of one file, to find the line of any place in it."""

    def __init__(self, path: Path) -> None:
        """InputError when there is no such file or it is no YAML."""
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
            self._check_depth()
            loader = _Loader(self.text)
            self.root = loader.get_single_node()
            self.content = loader.construct_document(self.root) if self.root else None
        except FileNotFoundError:
            raise failure(InputError, "ingest.error.no_mapping", path=path) from None
        except OSError as error:
            raise unreadable(path, error) from None
        except UnicodeDecodeError:
            raise failure(InputError, "ingest.error.mapping_encoding", path=path) from None
        except yaml.YAMLError as error:
            raise self._unparsed(error) from None

    def _check_depth(self) -> None:
        """Refuse what is nested so deeply that the reader would end the process."""
        depth = 0
        for event in yaml.parse(self.text, Loader=_Base):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                mark = event.start_mark
                raise self._failure(mark.line + 1 if mark else None, Said("ingest.yaml.deep"))

    def line(self, place: Place) -> int:
        """Line of the deepest part of `place` that is written."""
        return self._find(place)[0]

    def error(self, place: Place, problem: Said) -> InputError:
        """An error that names file and line."""
        return self._failure(self.line(place), problem)

    def refused(self, error: ValidationError, models: Iterable[type[BaseModel]]) -> InputError:
        """The first thing that doesn't fit the models, with a hint from their words."""
        first = _decisive(error.errors(include_url=False))
        kind, place = first["type"], tuple(first["loc"])
        if kind == "invalid_key" or place[-1:] == (_KEY,):
            return self._no_text_key(place[:-1] if kind == "invalid_key" else place[:-2])
        if kind == "missing":
            problem = Said("ingest.mapping.missing", {"word": place[-1]})
            return self.error(place[:-1], problem)
        _, _, place = self._find(place)
        word = next((step for step in reversed(place) if isinstance(step, str)), "")
        if kind == "extra_forbidden":
            return self.error(place, _unknown(word, _words(models)))
        in_list = isinstance(place[-1], int) if place else False
        return self.error(place, _misfit(word, first, in_list=in_list))

    def _no_text_key(self, place: Place) -> InputError:
        """The first key of a part that YAML takes for a number, a day or yes and no."""
        line, node, _ = self._find(place)
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.tag != _TEXT:
                problem = Said("ingest.mapping.no_text", {"word": key.value})
                return self._failure(key.start_mark.line + 1, problem)
        return self._failure(line, Said("ingest.mapping.other", {"word": str(place[-1])}))

    def _find(self, place: Place) -> tuple[int, yaml.Node | None, Place]:
        """Line and node of the deepest part of `place` that is written, and the way to it.

        Steps that aren't written are pydantic's own: of short forms, and names of allowed forms.
        """
        node, line = self.root, 1
        written: list[str | int] = []
        for step in place:
            if found := _child(node, step):
                line, node = found
                written.append(step)
        return line, node, tuple(written)

    def _failure(self, line: int | None, problem: Said) -> InputError:
        where = f"{self.path}:{line}" if line else str(self.path)
        return failure(InputError, "ingest.error.in_mapping", where=where, problem=problem)

    def _unparsed(self, error: yaml.YAMLError) -> InputError:
        said = str(getattr(error, "problem", None) or getattr(error, "reason", ""))
        known = next((name for words, name in _YAML if words in said), None)
        mark = getattr(error, "problem_mark", None)
        if known in _BEGINS_THERE:
            mark = getattr(error, "context_mark", None) or mark
        problem = Said(f"ingest.yaml.{known or 'other'}")
        return self._failure(mark.line + 1 if mark else None, problem)


def hint(word: str, known: Collection[str]) -> Said:
    """What to write instead of `word`."""
    names = sorted(known)
    if not names:
        return Said("ingest.error.none_known")
    return _meant(word, names) or Said("ingest.error.known", {"names": names})


def _meant(word: str, names: Sequence[str]) -> Said | None:
    close = difflib.get_close_matches(word, names, n=1)
    return Said("ingest.error.meant", {"word": close[0]}) if close else None


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _decisive(errors: Sequence[ErrorDetails]) -> ErrorDetails:
    """The first error; where one of several forms is allowed, that of the form which was begun."""
    first = errors[0]
    if first["loc"][-1:] != ("str",):  # the forms are text or something with parts
        return first
    base = first["loc"][:-1]
    return max((e for e in errors if e["loc"][: len(base)] == base), key=lambda e: len(e["loc"]))


def _words(models: Iterable[type[BaseModel]]) -> list[str]:
    return sorted({f.alias or n for model in models for n, f in model.model_fields.items()})


def _unknown(word: str, known: list[str]) -> Said:
    advice = _meant(word, known) or Said("ingest.mapping.remove")
    return Said("ingest.mapping.unknown_word", {"word": word, "advice": advice})


def _misfit(word: str, error: ErrorDetails, *, in_list: bool) -> Said:
    """What must stand at `word`, or in each place of the list with that name."""
    given = error.get("ctx", {})
    match error["type"]:
        case "string_type" if in_list:
            return Said("ingest.mapping.no_text_in_list", {"word": word})
        case "string_type":
            return Said("ingest.mapping.no_text", {"word": word})
        case "string_pattern_mismatch" if given["pattern"] == NAME:
            return Said("ingest.mapping.name", {"word": word})
        case "string_pattern_mismatch":
            return Said("ingest.mapping.one_sign", {"word": word})
        case "literal_error":
            return Said("ingest.mapping.one_of", {"word": word, "known": given["expected"]})
        case "model_type" if given["class_name"] == "_Use":
            return Said("ingest.mapping.column", {"word": word})
        case kind:
            name = _EXPECTED.get(kind, "other")
            return Said(f"ingest.mapping.{name}", {"word": word})
