"""Reads mapping files: YAML with errors that name file, line and what to write instead."""

import hashlib
from dataclasses import dataclass
from graphlib import CycleError
from pathlib import Path

from pydantic import ValidationError

from graph.errors import InputError
from graph.language import Said, failure
from ingest.mapping import PARTS, Mapping
from ingest.mapping_checks import problems
from ingest.mapping_text import MappingText, hint

SOURCES = Path(__file__).with_name("sources")


@dataclass(frozen=True)
class MappingFile:
    """A checked mapping with the digest of its text."""

    mapping: Mapping
    digest: str


def source_names() -> tuple[str, ...]:
    """Names of the mappings that come with Ringleader."""
    return tuple(sorted(path.stem for path in SOURCES.glob("*.yaml")))


def find_mapping(source: str) -> Path:
    """The file of a source by its name, or by a path to a mapping of one's own."""
    if source in source_names():
        return SOURCES / f"{source}.yaml"
    if source.endswith((".yaml", ".yml")) or "/" in source:
        return Path(source)
    advice = hint(source, source_names())
    raise failure(InputError, "ingest.error.no_source", source=source, hint=advice)


def read_mapping(path: Path) -> MappingFile:
    """The mapping in this file; InputError with file, line and hint when it can't be used."""
    text = MappingText(path)
    if not isinstance(text.content, dict):
        raise text.error((), Said("ingest.mapping.none"))
    try:
        mapping = Mapping.model_validate(text.content)
    except ValidationError as error:
        raise text.refused(error, PARTS) from None
    for place, problem in problems(mapping):
        raise text.error(place, problem)
    digest = hashlib.sha256(text.text.encode())
    for number, name in enumerate(mapping.include):
        included = _included(text, number, name)
        if taken := sorted(set(mapping.tables) & set(included.mapping.tables)):
            said = {"name": name, "table": taken[0]}
            raise text.error(("include", number), Said("ingest.mapping.table_twice", said))
        digest.update(included.digest.encode())
        tables = {**mapping.tables, **included.mapping.tables}
        mapping = mapping.model_copy(update={"tables": tables})
    try:
        mapping.reading_order()
    except CycleError as error:
        circle = " -> ".join(map(str, error.args[1]))
        raise text.error(("tables",), Said("ingest.mapping.circle", {"tables": circle})) from None
    return MappingFile(mapping, digest.hexdigest())


def _included(text: MappingText, number: int, name: str) -> MappingFile:
    others = set(source_names()) - {text.path.stem}
    if name not in others:
        said = {"source": name, "hint": hint(name, others)}
        raise text.error(("include", number), Said("ingest.mapping.no_source", said))
    return read_mapping(find_mapping(name))
