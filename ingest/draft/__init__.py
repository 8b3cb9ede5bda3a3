"""Drafts a mapping from a file nobody has described yet, for a person to correct."""

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from graph.errors import InputError
from graph.language import failure
from graph.provenance.files import disk_error
from ingest.draft.drafted import EntityDraft, LinkDraft, TableDraft
from ingest.draft.forms import currency_of, is_chinese
from ingest.draft.guess import Guess, guess
from ingest.draft.profile import Profile
from ingest.draft.sampling import ROWS, Sample, read_samples
from ingest.draft.table import put_together
from ingest.draft.vocabulary import rules
from ingest.draft.write import Writer
from ingest.mapping_file import read_mapping
from ingest.readers.database import shown

_SOURCE = re.compile(r"[a-z][a-z0-9_]*")
_FALLBACK = "my_source"


class DraftedTable(BaseModel):
    """What came of one table."""

    model_config = ConfigDict(frozen=True)

    table: str
    used: tuple[str, ...]
    ignored: tuple[str, ...]
    decide: int  # things that a person must decide


class Draft(BaseModel):
    """A drafted mapping file."""

    model_config = ConfigDict(frozen=True)

    file: Path
    source: str
    tables: tuple[DraftedTable, ...]


def draft_mapping(path: Path | str, output: Path | None, lang: str) -> Draft:
    """Write a draft of a mapping for the files or database at `path`, with comments in `lang`.

    `output` is the file to write, else NAME.yaml in the current directory; a file that is there is
    never overwritten. Comments show the form of values ('99/AA'), never a value, but for the words
    of a status. InputError when nothing can be read.
    """
    source = _name(output.stem if output else _title(path).partition(".")[0])
    file = output or Path(f"{source}.yaml")
    if file.exists():
        raise failure(InputError, "ingest.error.draft_there", file=file)
    samples = read_samples(path)
    tables, money = draft_tables(samples)
    top: dict[str, object] = {"rows": ROWS, "path": shown(path), "file": str(file)}
    text = Writer(lang).text(source, _title(path), tables, money, top)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise disk_error(error, file.parent) from error
    read_mapping(file)
    return Draft(file=file, source=source, tables=tuple(map(_told, tables)))


def draft_tables(samples: Sequence[Sample]) -> tuple[list[TableDraft], tuple[str, bool] | None]:
    """The draft of each table; the currency of all amounts and whether the data tell it."""
    chinese = is_chinese([name for sample in samples for name in sample.columns])
    tables, amounts, told = [], [], True
    names: set[str] = set()
    for sample in samples:
        guesses = [guess(Profile.of(n, cells), chinese) for n, cells in sample.columns.items()]
        table = put_together(_unused(sample.name, names), sample.file, guesses)
        tables.append(table)
        of_money = [g for g in guesses if g.attribute and _is_money(g.attribute)]
        amounts += [g.profile for g in of_money]
        told &= not of_money or any(g.attribute == "currency" for g in guesses)
    _refer(tables)
    if told:
        return tables, None
    money = currency_of(amounts, chinese)
    for table in tables:
        _add_currency(table, money[0])
    return tables, money


def _add_currency(table: TableDraft, currency: str) -> None:
    """Say the currency beside each amount that has none."""
    parts: list[EntityDraft | LinkDraft] = [*table.entities.values(), *table.links]
    for part in parts:
        if {"claimed", "paid", "premium", "amount"} & set(part.properties):
            part.properties.setdefault("currency", {"constant": currency})


def _is_money(attribute: str) -> bool:
    return rules().attributes[attribute].value == "money"


def _refer(tables: Sequence[TableDraft]) -> None:
    """Vehicles known by a number in one table are meant by that number in the others."""
    known = [
        (table, title)
        for table in tables
        for title, entity in table.entities.items()
        if entity.known_as
    ]
    if len(known) != 1:
        return
    ((home, described),) = known
    for table in tables:
        for entity in table.entities.values():
            by_number = entity.key[0].get("value") == "identifier"
            if table is not home and entity.label == "Vehicle" and by_number:
                entity.refers_to = f"{home.name}.{described}"


def _told(table: TableDraft) -> DraftedTable:
    return DraftedTable(
        table=table.name,
        used=tuple(g.name for g in table.guesses if g.name in table.used),
        ignored=tuple(table.ignored),
        decide=len(table.to_decide) + len(table.words),
    )


def _title(path: Path | str) -> str:
    """The last part of a path or address, which holds no password."""
    return Path(shown(path)).name


def _name(stem: str) -> str:
    """A name of a source made of a file's: 'Claims 2024' is claims_2024."""
    name = re.sub(r"[^a-z0-9]+", "_", stem.casefold()).strip("_")
    return name if _SOURCE.fullmatch(name) else f"source_{name}" if name else _FALLBACK


def _unused(name: str, taken: set[str]) -> str:
    """The name of a table, without the dots that `refers_to` would stumble over."""
    base = re.sub(r"[^\w]+", "_", name.casefold()).strip("_") or "table"
    found, count = base, 1
    while found in taken:
        count += 1
        found = f"{base}_{count}"
    taken.add(found)
    return found


__all__ = ["Draft", "DraftedTable", "Guess", "draft_mapping"]
