"""Which source the files at a path are: as told, as its ringleader.yaml says, or by file names."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import InputError
from graph.language import Said, failure
from ingest.inputs import file_stem, table_names
from ingest.mapping import NAME, Mapping
from ingest.mapping_checks import hint_problems
from ingest.mapping_file import MappingFile, find_mapping, read_mapping, source_names
from ingest.mapping_text import MappingText
from ingest.readers.database import is_database, shown
from ingest.readers.excel import sheet_titles

NOTE = "ringleader.yaml"
_SHEETS = "sheets"


class _Note(BaseModel):
    """What a data directory says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str | None = None
    invented: bool = False
    hints: dict[str, dict[str, str]] = {}
    namespace: str | None = Field(
        None, pattern=NAME, description="whose numbers of claims, people … these are"
    )


@dataclass(frozen=True)
class Source:
    """The mapping to use, with what the directory adds to it."""

    mapping: Mapping
    digest: str
    invented: bool


def choose_source(path: Path | str, source: str | None) -> Source:
    """The source of the files at `path`; InputError that lists the known ones when unclear."""
    note, name = _Note(), source
    if not is_database(path):
        path = Path(path)
        if not path.exists():
            raise failure(InputError, "ingest.error.no_path", path=path)
        note = _note(path)
        name = source or note.source or (_SHEETS if _looks_like_sheets(path) else None)
    if name is None:
        raise failure(
            InputError,
            "ingest.error.which_source",
            path=shown(path),
            names=list(source_names()),
        )
    found: MappingFile = read_mapping(find_mapping(name))
    hints = {kind: dict(given) for kind, given in found.mapping.hints.items()}
    for kind, given in note.hints.items():
        hints.setdefault(kind, {}).update(given)
    namespace = note.namespace or found.mapping.namespace
    mapping = found.mapping.model_copy(update={"hints": hints, "namespace": namespace})
    said = note.model_dump_json(exclude_none=True)
    digest = hashlib.sha256(f"{found.digest}{said}".encode()).hexdigest()
    return Source(mapping, digest, note.invented or mapping.invented)


def _note(path: Path) -> _Note:
    file = (path if path.is_dir() else path.parent) / NOTE
    if not file.is_file():
        return _Note()
    text = MappingText(file)
    content = {} if text.content is None else text.content
    if not isinstance(content, dict):
        raise text.error((), Said("ingest.mapping.no_note"))
    try:
        note = _Note.model_validate(content)
    except ValidationError as error:
        raise text.refused(error, (_Note,)) from None
    for place, problem in hint_problems(note.hints):
        raise text.error(place, problem)
    return note


def _looks_like_sheets(path: Path) -> bool:
    mapping = read_mapping(find_mapping(_SHEETS)).mapping
    known = {
        title.casefold()
        for name, table in mapping.tables.items()
        for title in table_names(name, table, mapping)
    }
    if path.suffix.lower() == ".xlsx":
        return any(title.strip().casefold() in known for title in sheet_titles(path))
    files = list(path.iterdir()) if path.is_dir() else [path]
    books = [file for file in files if file.suffix.lower() == ".xlsx"]
    stems = {stem for file in files if (stem := file_stem(file))}
    return bool(stems & known) or (path.is_dir() and not stems and len(books) == 1)
