"""Reads mapping files: YAML with errors that name file, line and what to write instead."""

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError
from pathlib import Path

import yaml
from pydantic import ValidationError

from graph.errors import InputError
from graph.language import Said, failure
from graph.schema.registry import REGISTRY
from graph.values import VALUE_TYPES, BadValue
from ingest.mapping import Entity, LabelBy, LinkUse, Mapping, Table, Use
from ingest.readings import key_kind, kind_of

SOURCES = Path(__file__).with_name("sources")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is
_Place = tuple[str | int, ...]


@dataclass(frozen=True)
class MappingFile:
    """A checked mapping with the digest of its text."""

    mapping: Mapping
    digest: str


class _Text:
    """The parsed YAML of one file, to find the line of any place in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
            loader = _Loader(self.text)
            self.root = loader.get_single_node()
            self.content = loader.construct_document(self.root) if self.root else None
        except FileNotFoundError:
            raise failure(InputError, "ingest.error.no_mapping", path=path) from None
        except UnicodeDecodeError:
            raise failure(InputError, "ingest.error.mapping_encoding", path=path) from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f":{mark.line + 1}" if mark else ""
            problem = getattr(error, "problem", None) or "not YAML"
            raise failure(
                InputError, "ingest.error.mapping_yaml", path=path, line=line, problem=problem
            ) from None

    def line(self, place: _Place) -> int:
        """Line of the deepest part of `place` that is written."""
        node, line = self.root, 1
        for step in place:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line

    def error(self, place: _Place, problem: str) -> InputError:
        """An error that names file and line."""
        return InputError(f"{self.path}:{self.line(place)}: {problem}")


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


_WORDS = sorted(
    {
        field.alias or name
        for part in (Mapping, Table, Entity, LabelBy, LinkUse, Use.__origin__)  # type: ignore[attr-defined]
        for name, field in part.model_fields.items()
    }
)


def _hint(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    if close := difflib.get_close_matches(word, names, n=1):
        return f"did you mean {close[0]!r}?"
    return f"write one of {', '.join(names)}."


def source_names() -> tuple[str, ...]:
    """Names of the mappings that come with Ringleader."""
    return tuple(sorted(path.stem for path in SOURCES.glob("*.yaml")))


def find_mapping(source: str) -> Path:
    """The file of a source by its name, or by a path to a mapping of one's own."""
    if source in source_names():
        return SOURCES / f"{source}.yaml"
    if source.endswith((".yaml", ".yml")) or "/" in source:
        return Path(source)
    known = sorted(source_names())
    close = difflib.get_close_matches(source, known, n=1)
    hint = Said("ingest.error.meant", {"word": close[0]}) if close else None
    hint = hint or Said("ingest.error.known", {"names": known})
    raise failure(InputError, "ingest.error.no_source", source=source, hint=hint)


def read_mapping(path: Path) -> MappingFile:
    """The mapping in this file; InputError with file, line and hint when it can't be used."""
    text = _Text(path)
    if not isinstance(text.content, dict):
        raise text.error((), "this is no mapping; see docs/sources.md for one to start from.")
    try:
        mapping = Mapping.model_validate(text.content)
    except ValidationError as error:
        raise _schema_error(text, error) from None
    for place, problem in _problems(mapping):
        raise text.error(place, problem)
    digest = hashlib.sha256(text.text.encode())
    for number, name in enumerate(mapping.include):
        if name not in source_names() or name == path.stem:
            hint = _hint(name, set(source_names()) - {path.stem})
            raise text.error(("include", number), f"there is no source {name!r}; {hint}")
        included = read_mapping(find_mapping(name))
        if taken := sorted(set(mapping.tables) & set(included.mapping.tables)):
            problem = f"{name!r} has a table {taken[0]!r}, too; rename the one here."
            raise text.error(("include", number), problem)
        digest.update(included.digest.encode())
        tables = {**mapping.tables, **included.mapping.tables}
        mapping = mapping.model_copy(update={"tables": tables})
    try:
        mapping.reading_order()
    except CycleError as error:
        circle = " -> ".join(map(str, error.args[1]))
        raise text.error(
            ("tables",), f"tables refer to each other in a circle: {circle}."
        ) from None
    return MappingFile(mapping, digest.hexdigest())


def _schema_error(text: _Text, error: ValidationError) -> InputError:
    first = error.errors(include_url=False)[0]
    place = tuple(first["loc"])
    word = str(place[-1]) if place else ""
    match first["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(word, _WORDS, n=1)
            advice = f"did you mean {near[0]!r}?" if near else "remove it, or see docs/sources.md."
            problem = f"{word!r} is not a word of the mapping language here; {advice}"
        case "missing":
            return text.error(place[:-1], f"{word!r} is missing here; add it.")
        case "string_type":
            problem = f"{word!r} must be text; write it in quotes."
        case "string_pattern_mismatch":
            problem = f"{word!r} must be lower-case letters, digits and _, with a letter first."
        case _:
            said = first["msg"].removeprefix("Input should be ")
            problem = f"{word!r} should be {said}; see docs/sources.md."
    return text.error(place, problem)


def _problems(mapping: Mapping) -> Iterator[tuple[_Place, str]]:
    for name, table in mapping.tables.items():
        place: _Place = ("tables", name)
        for title, entity in table.entities.items():
            yield from _entity_problems(mapping, entity, (*place, "entities", title))
        for number, link in enumerate(table.links):
            yield from _link_problems(table, link, (*place, "links", number))
        yield from _word_problems(table, place)
        for ours in sorted(set(table.words) & set(table.ignore)):
            yield (*place, "words", ours), f"the column {ours!r} is also in `ignore`."
        yield from _identifies_problems(table, (*place, "identifies"))
    for value, hints in mapping.hints.items():
        if value not in VALUE_TYPES:
            yield ("hints", value), f"no value type {value!r}; {_hint(value, VALUE_TYPES)}"
        else:
            yield from _hint_problems(value, hints, ("hints", value))
    yield from _dummy_problems(mapping)


def _word_problems(table: Table, place: _Place) -> Iterator[tuple[_Place, str]]:
    """Words that a row is asked for, but that its column never has."""
    parts: list[tuple[_Place, Entity | LinkUse]] = [
        *((("entities", title), entity) for title, entity in table.entities.items()),
        *((("links", number), link) for number, link in enumerate(table.links)),
    ]
    asked = [
        ((*where, "when", column), column, [words] if isinstance(words, str) else words)
        for where, part in parts
        for column, words in part.when.items()
    ]
    asked += [
        ((*where, "label", "cases"), part.label.by, list(part.label.cases))
        for where, part in parts
        if isinstance(part, Entity) and isinstance(part.label, LabelBy)
    ]
    for where, column, words in asked:
        known = table.words.get(column)
        for word in words:
            if known is not None and word not in known:
                problem = f"the column {column!r} has no word {word!r}; {_hint(word, known)}"
                yield (*place, *where), problem


def _hint_problems(
    value: str, hints: dict[str, str], place: _Place
) -> Iterator[tuple[_Place, str]]:
    kind = VALUE_TYPES[value]
    for name, given in hints.items():
        if name not in kind.hints:
            known = _hint(name, kind.hints) if kind.hints else "it has none."
            yield (*place, name), f"{value} has no hint {name!r}; {known}"
        elif problem := kind.hint_problem(name, given):
            yield (*place, name), problem


def _dummy_problems(mapping: Mapping) -> Iterator[tuple[_Place, str]]:
    linking = [name for name, kind in VALUE_TYPES.items() if kind.links]
    for value, texts in mapping.dummies.items():
        place: _Place = ("dummies", value)
        if value not in linking:
            yield place, f"no value type {value!r} that links anyone; {_hint(value, linking)}"
            continue
        for number, text in enumerate(texts):
            try:
                VALUE_TYPES[value].clean(text, **mapping.hints.get(value, {}))
            except BadValue as bad:
                if bad.reason != "placeholder":  # which is refused anyhow, without being named
                    problem = f"this is read as no {value} ({bad.reason}); write it as in the data."
                    yield (*place, number), problem


def _identifies_problems(table: Table, place: _Place) -> Iterator[tuple[_Place, str]]:
    for number, name in enumerate(table.identifies):
        if not name.strip():
            yield (*place, number), "write the name of a column here."
        elif name in table.ignore:
            yield (*place, number), f"the column {name!r} is also in `ignore`."
        elif name in table.identifies[:number]:
            yield (*place, number), f"the column {name!r} stands here twice."


def _entity_problems(
    mapping: Mapping, entity: Entity, place: _Place
) -> Iterator[tuple[_Place, str]]:
    known = REGISTRY.sourced_labels()
    for label in entity.labels():
        if label not in known:
            yield (*place, "label"), f"no entity type {label!r}; {_hint(label, known)}"
            return
        own = {p.name for p in REGISTRY.entity(label).properties}
        for name in entity.properties:
            if name not in own:
                problem = f"{label} has no property {name!r}; {_hint(name, own)}"
                yield (*place, "properties", name), problem
    yield from _use_problems(entity, place)
    if entity.refers_to:
        table, _, title = entity.refers_to.partition(".")
        target = mapping.tables.get(table)
        if not target or title not in target.entities or not target.entities[title].known_as:
            problem = f"{entity.refers_to!r} must be a table.entity that has `known_as`."
            yield (*place, "refers_to"), problem


def _use_problems(part: Entity | LinkUse, place: _Place) -> Iterator[tuple[_Place, str]]:
    uses = [(("properties", name), use) for name, use in part.properties.items()]
    if isinstance(part, Entity):
        uses += [(("key", str(number)), use) for number, use in enumerate(part.key)]
    for where, use in uses:
        if (use.column is None) == (use.constant is None):
            yield (*place, *where), "give either a column or a constant."
        if use.value and use.value not in VALUE_TYPES:
            problem = f"no value type {use.value!r}; {_hint(use.value, VALUE_TYPES)}"
            yield (*place, *where, "value"), problem
            continue
        kind = _kind(part, use, where)
        if kind is None:
            continue
        yield from _hint_problems(kind, use.hints, (*place, *where, "hints"))
        columns = dict.fromkeys(set(use.hint_columns) - set(VALUE_TYPES[kind].hints), "")
        yield from _hint_problems(kind, columns, (*place, *where, "hint_columns"))


def _kind(part: Entity | LinkUse, use: Use, where: tuple[str, str]) -> str | None:
    """The value type that reads a use: its own, or the schema's."""
    name = where[1]
    if use.value:
        return use.value
    if isinstance(part, LinkUse):
        known = REGISTRY.links[part.type].link.properties
        own = next((p for p in known if p.name == name), None)
        return kind_of(own) if own else None
    label = part.labels()[0]
    if where[0] == "key":
        return key_kind(use, label).name
    of_label = {p.name: p.value for one in part.labels() for p in REGISTRY.entity(one).properties}
    return of_label.get(name)


def _link_problems(table: Table, link: LinkUse, place: _Place) -> Iterator[tuple[_Place, str]]:
    known = REGISTRY.sourced_links()
    if link.type not in known:
        problem = f"no link type {link.type!r}; {_hint(link.type, known)}"
        yield (*place, "type"), problem
        return
    ends = REGISTRY.links[link.type]
    sides: Sequence[tuple[str, str, tuple[str, ...]]] = (
        ("from", link.source, ends.sources),
        ("to", link.target, ends.link.to),
    )
    for side, title, allowed in sides:
        if title not in table.entities:
            problem = f"no entity {title!r} in this table; {_hint(title, table.entities)}"
            yield (*place, side), problem
        elif not set(table.entities[title].labels()) & set(allowed):
            problem = f"{link.type} goes {side} {' or '.join(allowed)}, which {title!r} is not."
            yield (*place, side), problem
    own = {p.name for p in ends.link.properties}
    for name in link.properties:
        if name not in own:
            problem = f"{link.type} has no property {name!r}; {_hint(name, own)}"
            yield (*place, "properties", name), problem
    wanted = {p.name for p in ends.link.properties if p.required} | (
        {"number"} if "number" in ends.link.key else set()
    )
    for name in sorted(wanted - set(link.properties)):
        yield place, f"{link.type} needs the property {name!r} to tell its links apart."
    yield from _use_problems(link, place)
