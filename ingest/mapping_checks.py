"""Checks what a mapping says against the graph's schema and its value types."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map

from graph.language import Said
from graph.schema.registry import REGISTRY
from graph.values import VALUE_TYPES, BadValue
from ingest.mapping import Entity, LabelBy, LinkUse, Mapping, Table, Use
from ingest.mapping_text import Place, hint
from ingest.readings import key_kind, kind_of

Problem = tuple[Place, Said]
"""What is wrong at a place of the mapping."""


def problems(mapping: Mapping) -> Iterator[Problem]:
    """Everything that is wrong in a mapping whose form is right, in its order."""
    for name, table in mapping.tables.items():
        place: Place = ("tables", name)
        for title, entity in table.entities.items():
            yield from _entity_problems(mapping, entity, (*place, "entities", title))
        for number, link in enumerate(table.links):
            yield from _link_problems(table, link, (*place, "links", number))
        if table.date:
            yield from _use_problems(table.date, table.date.value or "date", (*place, "date"))
        yield from _word_problems(table, place)
        for ours in sorted(set(table.words) & set(table.ignore)):
            yield (*place, "words", ours), Said("ingest.mapping.ignored", {"column": ours})
        yield from _identifies_problems(table, (*place, "identifies"))
    yield from hint_problems(mapping.hints)
    yield from _dummy_problems(mapping)


def hint_problems(hints: Map[str, Map[str, str]]) -> Iterator[Problem]:
    """What is wrong with hints for all columns, by value type."""
    for value, given in hints.items():
        if value not in VALUE_TYPES:
            yield ("hints", value), _no_value_type(value)
        else:
            yield from _of_hints(value, given, ("hints", value))


def _no_value_type(value: str) -> Said:
    more = hint(value, VALUE_TYPES)
    return Said("ingest.mapping.no_value_type", {"value": value, "hint": more})


def _of_hints(value: str, hints: Map[str, str], place: Place) -> Iterator[Problem]:
    kind = VALUE_TYPES[value]
    for name, given in hints.items():
        if name not in kind.hints:
            said = {"value": value, "name": name, "hint": hint(name, kind.hints)}
            yield (*place, name), Said("ingest.mapping.no_hint", said)
        elif problem := kind.hint_problem(name, given):
            yield (*place, name), problem


def _word_problems(table: Table, place: Place) -> Iterator[Problem]:
    """Words that a row is asked for, but that its column never has."""
    parts: list[tuple[Place, Entity | LinkUse]] = [
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
                said = {"column": column, "word": word, "hint": hint(word, known)}
                yield (*place, *where), Said("ingest.mapping.no_word", said)


def _dummy_problems(mapping: Mapping) -> Iterator[Problem]:
    linking = [name for name, kind in VALUE_TYPES.items() if kind.links]
    for value, texts in mapping.dummies.items():
        place: Place = ("dummies", value)
        if value not in linking:
            said = {"value": value, "hint": hint(value, linking)}
            yield place, Said("ingest.mapping.no_linking_type", said)
            continue
        for number, text in enumerate(texts):
            try:
                VALUE_TYPES[value].clean(text, **mapping.hints.get(value, {}))
            except BadValue as bad:
                if bad.reason != "placeholder":  # which is refused anyhow, without being named
                    reason = Said(f"ingest.reason.{bad.reason}")
                    unread = Said("ingest.mapping.no_dummy", {"value": value, "reason": reason})
                    yield (*place, number), unread


def _identifies_problems(table: Table, place: Place) -> Iterator[Problem]:
    for number, name in enumerate(table.identifies):
        if not name.strip():
            yield (*place, number), Said("ingest.mapping.no_column_name")
        elif name in table.ignore:
            yield (*place, number), Said("ingest.mapping.ignored", {"column": name})
        elif name in table.identifies[:number]:
            yield (*place, number), Said("ingest.mapping.column_twice", {"column": name})


def _entity_problems(mapping: Mapping, entity: Entity, place: Place) -> Iterator[Problem]:
    known = REGISTRY.sourced_labels()
    if not entity.labels():
        yield (*place, "label"), Said("ingest.mapping.no_case")
    if not entity.key:
        yield (*place, "key"), Said("ingest.mapping.no_key")
    for label in entity.labels():
        if label not in known:
            said = {"label": label, "hint": hint(label, known)}
            yield (*place, "label"), Said("ingest.mapping.no_entity_type", said)
            return
        own = {p.name for p in REGISTRY.entity(label).properties}
        yield from _property_problems(label, entity, own, place)
    yield from _part_problems(entity, place)
    if entity.refers_to:
        table, _, title = entity.refers_to.partition(".")
        target = mapping.tables.get(table)
        if not target or title not in target.entities or not target.entities[title].known_as:
            refers = Said("ingest.mapping.refers_to", {"given": entity.refers_to})
            yield (*place, "refers_to"), refers


def _property_problems(
    kind: str, part: Entity | LinkUse, own: set[str], place: Place
) -> Iterator[Problem]:
    for name in part.properties:
        if name not in own:
            said = {"kind": kind, "name": name, "hint": hint(name, own)}
            yield (*place, "properties", name), Said("ingest.mapping.no_property", said)


def _part_problems(part: Entity | LinkUse, place: Place) -> Iterator[Problem]:
    for name, use in part.properties.items():
        yield from _use_problems(use, _kind(part, use, name), (*place, "properties", name))
    for number, use in enumerate(part.key if isinstance(part, Entity) else ()):
        yield from _use_problems(use, _kind(part, use, None), (*place, "key", number))


def _use_problems(use: Use, kind: str | None, place: Place) -> Iterator[Problem]:
    """What is wrong with a use that the value type `kind` reads."""
    if (use.column is None) == (use.constant is None):
        yield place, Said("ingest.mapping.column_or_constant")
    if kind is None:
        return
    if kind not in VALUE_TYPES:
        yield (*place, "value"), _no_value_type(kind)
        return
    yield from _of_hints(kind, use.hints, (*place, "hints"))
    columns = dict.fromkeys(set(use.hint_columns) - set(VALUE_TYPES[kind].hints), "")
    yield from _of_hints(kind, columns, (*place, "hint_columns"))


def _kind(part: Entity | LinkUse, use: Use, name: str | None) -> str | None:
    """The value type that reads a use: its own, or the schema's; `name` is None for a key."""
    if use.value:
        return use.value
    if isinstance(part, LinkUse):
        known = REGISTRY.links[part.type].link.properties
        own = next((p for p in known if p.name == name), None)
        return kind_of(own) if own else None
    if name is None:
        return key_kind(use, part.labels()[0]).name
    of_label = {p.name: p.value for one in part.labels() for p in REGISTRY.entity(one).properties}
    return of_label.get(name)


def _link_problems(table: Table, link: LinkUse, place: Place) -> Iterator[Problem]:
    known = REGISTRY.sourced_links()
    if link.type not in known:
        said = {"type": link.type, "hint": hint(link.type, known)}
        yield (*place, "type"), Said("ingest.mapping.no_link_type", said)
        return
    ends = REGISTRY.links[link.type]
    sides: Sequence[tuple[str, str, tuple[str, ...]]] = (
        ("from", link.source, ends.sources),
        ("to", link.target, ends.link.to),
    )
    for side, title, allowed in sides:
        if title not in table.entities:
            unknown = {"name": title, "hint": hint(title, table.entities)}
            yield (*place, side), Said("ingest.mapping.no_entity", unknown)
        elif not set(table.entities[title].labels()) & set(allowed):
            wrong = {"type": link.type, "labels": _either(allowed), "name": title}
            yield (*place, side), Said(f"ingest.mapping.goes_{side}", wrong)
    own = {p.name for p in ends.link.properties}
    yield from _property_problems(link.type, link, own, place)
    wanted = {p.name for p in ends.link.properties if p.required} | (
        {"number"} if "number" in ends.link.key else set()
    )
    for name in sorted(wanted - set(link.properties)):
        yield place, Said("ingest.mapping.needs_property", {"type": link.type, "name": name})
    yield from _part_problems(link, place)


def _either(names: Sequence[str]) -> str | Said:
    """'A', or 'A or B or C'."""
    said: str | Said = names[0]
    for name in names[1:]:
        said = Said("ingest.mapping.either", {"one": said, "other": name})
    return said
