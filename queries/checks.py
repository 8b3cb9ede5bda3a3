"""Decides whether a query file must be parsed: files with a recorded verdict are not.

Parsing all files takes seconds, reading their hashes takes milliseconds. `checked.json` (written
by `python -m queries`) holds the SHA-256 of each file that passed, and of the rules it
passed; a file with another hash is parsed when it is read. A test fails when the record is stale.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
RECORD = _HERE / "checked.json"
_RULES = ("dialect.py", "slots.py", "grammar/Cypher5Lexer.g4", "grammar/Cypher5Parser.g4")
WITHOUT_GRAMMAR = ("queries/schema/", "queries/templates/schema/")
"""Statements that make constraints and indexes differ by engine; only their header is checked."""


def digest(source: str) -> str:
    """SHA-256 of a query file's text, in hex."""
    return hashlib.sha256(source.encode()).hexdigest()


@cache
def rules() -> str:
    """SHA-256 over grammar and dialect rules: when they change, every verdict is void."""
    total = hashlib.sha256()
    for name in _RULES:
        total.update((_HERE / name).read_bytes())
    return total.hexdigest()


@cache
def _passed() -> dict[str, str]:
    if not RECORD.exists():
        return {}
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    return dict(record["files"]) if record["rules"] == rules() else {}


def check(where: str, source: str, parameters: tuple[str, ...], returns: tuple[str, ...]) -> None:
    """Raise QueryError, with file and line, unless the file is in the shared dialect."""
    if where.startswith(WITHOUT_GRAMMAR) or _passed().get(where) == digest(source):
        return
    from queries.dialect import check_text  # the parser costs 0.3 s: only when it is needed

    check_text(where, source, parameters, returns)
