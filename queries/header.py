"""The header of a query file: `// key: value` lines at its top, continued by indented ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FIELD = re.compile(r"// ?([a-z][a-z_.]*):(?: (.*)|\Z)")
_MORE = re.compile(r"// {2,}(\S.*)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


class QueryError(Exception):
    """A query file is broken or absent; the message names file, line and the fix."""


@dataclass(frozen=True)
class Field:
    """One header field with the line it starts on (1 is the first line of the file)."""

    key: str
    value: str
    line: int


@dataclass(frozen=True)
class Header:
    """All fields in order; a key may come several times (e.g. innocent)."""

    where: str  # path for messages
    fields: tuple[Field, ...]

    def every(self, key: str) -> tuple[str, ...]:
        """Values of all fields with this key, in order."""
        return tuple(field.value for field in self.fields if field.key == key)

    def one(self, key: str) -> Field:
        """The only field with this key; QueryError when it is absent, empty or given twice."""
        found = [field for field in self.fields if field.key == key]
        if not found or not found[0].value:
            raise QueryError(f"{self.where}:1: the header has no '// {key}: …' line; add it.")
        if len(found) > 1:
            raise QueryError(f"{self.where}:{found[1].line}: '{key}' is given twice; keep one.")
        return found[0]

    def names(self, key: str) -> tuple[str, ...]:
        """The field as a list of names: 'a, b', or 'none'."""
        field = self.one(key)
        if field.value == "none":
            return ()
        names = tuple(part.strip() for part in field.value.split(","))
        for name in names:
            if not _NAME.match(name) or names.count(name) > 1:
                raise QueryError(
                    f"{self.where}:{field.line}: {name!r} is no name or comes twice; "
                    "write 'a, b' or 'none'."
                )
        return names


def _joined(first: str, more: str) -> str:
    """Two lines of one text; Chinese needs no space between them."""
    chinese = first and not first[-1].isascii() and not more[0].isascii()
    return first + more if chinese else f"{first} {more}".strip()


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.splitlines(), 1):
        if not line.startswith("//"):
            return
        yield number, line.rstrip()


def read_header(source: str, where: str) -> tuple[Header, str]:
    """The header of a query file's text, and the query below it."""
    fields: list[Field] = []
    last = 0
    for number, line in _comments(source):
        last = number
        if match := _FIELD.match(line):
            fields.append(Field(match[1], (match[2] or "").strip(), number))
        elif (more := _MORE.match(line)) and fields:
            before = fields[-1]
            joined = _joined(before.value, more[1])
            fields[-1] = Field(before.key, joined, before.line)
        else:
            raise QueryError(
                f"{where}:{number}: a header line reads '// key: value', or '//   more of it'."
            )
    text = "\n".join(source.splitlines()[last:]).strip()
    if not text:
        raise QueryError(f"{where}:{last + 1}: no query follows the header; write it there.")
    return Header(where, tuple(fields)), text
