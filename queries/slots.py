"""Slots of templates, `{{label}}`, where Cypher takes no parameter: checked names, nothing else.

A slot whose header has a line `// each.<slot>: , {name}: $columns.{name}[i]` takes any number of
names, 'a|b' or none, and repeats that text for each of them.
"""

import re
from collections.abc import Collection, Mapping

from queries.header import Header, QueryError

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_SLOT = re.compile(r"\{\{([a-z][a-z_]*)\}\}")
_EACH, _PLACE = "each.", "{name}"


def slots(text: str) -> tuple[str, ...]:
    """Names of the slots of a text, sorted."""
    return tuple(sorted(set(_SLOT.findall(text))))


def forms(header: Header) -> dict[str, str]:
    """What is repeated for each name, by slot."""
    found = [field for field in header.fields if field.key.startswith(_EACH)]
    for field in found:
        if _PLACE not in field.value:
            raise QueryError(f"{header.where}:{field.line}: write {_PLACE} where the name belongs.")
    return {field.key.removeprefix(_EACH): field.value for field in found}


def filled(text: str, repeated: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The text with names in its slots."""

    def name(slot: str) -> str:
        if slot not in repeated:
            return names[slot]
        return "".join(repeated[slot].replace(_PLACE, part) for part in parts(names[slot]))

    return _SLOT.sub(lambda match: name(match[1]), text)


def parts(name: str) -> list[str]:
    """The names in 'a|b'; none in ''."""
    return name.split("|") if name else []


def check_names(
    template: str, repeated: Collection[str], names: Mapping[str, str], allowed: Collection[str]
) -> None:
    """QueryError unless all names are allowed, and no slot is empty that may not be."""
    for slot, name in names.items():
        for part in parts(name) if slot in repeated else name.split("|"):
            if part not in allowed or not _NAME.match(part):
                raise QueryError(f"{template}: {part!r} is no known name for slot {slot!r}.")


def sample(source: str, header: Header) -> str:
    """A query file with names of its own in the slots, to be parsed; lines stay where they are."""
    return filled(source, forms(header), {slot: f"slot_{slot}" for slot in slots(source)})
