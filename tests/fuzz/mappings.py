"""Fuzzes the reader of mapping files, beginning with those that come with Ringleader."""

import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ingest.mapping", "ingest.mapping_file"]):
    from ingest.mapping_file import SOURCES, read_mapping
from graph.errors import InputError
from tests.fuzz.runner import fuzz

_PLACE = Path(tempfile.mkdtemp(prefix="fuzz-")) / "my.yaml"
_SMALL = """\
source: mine
title: My insurer
namespace: mine
hints: {date: {format: DD/MM/YYYY}}
dummies: {phone: ["+1 212 555 0199"]}
tables:
  clients:
    file: clients*.csv
    words: {KIND: {person: [P]}}
    entities:
      client: {label: {by: KIND, cases: {person: Person}}, key: [NUMBER], properties: {name: NAME}}
      phone: {label: Phone, key: {column: TEL, split: ";", hints: {region: GB}}}
    links:
      - {type: HAS_PHONE, from: client, to: phone}
"""


def target(data: bytes) -> None:
    """A mapping is read, or refused by an InputError in one sentence that names the file."""
    _PLACE.write_bytes(data)
    try:
        read_mapping(_PLACE)
    except InputError as error:
        assert str(_PLACE) in str(error)  # noqa: PT017


if __name__ == "__main__":
    fuzz(target, [_SMALL.encode(), *sorted(SOURCES.glob("*.yaml"))])
