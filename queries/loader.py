"""Reads queries/**/*.cypher: one query a file, with a checked header; nothing else holds Cypher."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
_HEADER = re.compile(r"//\s*([a-z][a-z_]*)\s*:\s*(.*?)\s*\Z")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_SLOT = re.compile(r"\{\{([a-z][a-z_]*)\}\}")


class QueryError(Exception):
    """A query file is broken or absent; the message names file, line and the fix."""


@dataclass(frozen=True)
class Query:
    """One query: its name is its path below queries/ without the ending."""

    name: str
    title: str
    text: str
    parameters: tuple[str, ...]
    returns: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """A query with slots {{label}}, {{type}} … where Cypher takes no parameter."""

    name: str
    title: str
    text: str
    parameters: tuple[str, ...]
    returns: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, allowed: Collection[str], **names: str) -> Query:
        """The query with every slot filled by a name in `allowed`, or several as 'A|B'."""
        if missing := sorted(set(self.slots) ^ set(names)):
            raise QueryError(f"{self.name}: fill exactly the slots {self.slots}; see {missing}.")
        for slot, name in names.items():
            for part in name.split("|"):
                if part not in allowed or not _NAME.match(part):
                    raise QueryError(f"{self.name}: {part!r} is no known name for slot {slot!r}.")
        text = _SLOT.sub(lambda match: names[match[1]], self.text)
        filled = "/".join((self.name, *(names[slot] for slot in self.slots)))
        return Query(filled, self.title, text, self.parameters, self.returns)


def _names(value: str, where: str) -> tuple[str, ...]:
    if value == "none":
        return ()
    names = tuple(part.strip() for part in value.split(","))
    if bad := [name for name in names if not _NAME.match(name)]:
        raise QueryError(f"{where}: {bad[0]!r} is no name; write 'a, b' or 'none'.")
    return names


def _header(path: Path) -> tuple[dict[str, tuple[int, str]], str]:
    fields: dict[str, tuple[int, str]] = {}
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("//"):
            return fields, "\n".join(lines[number - 1 :]).strip()
        if match := _HEADER.match(line):
            fields[match[1]] = (number, match[2])
    return fields, ""


def _read(path: Path) -> Query | Template:
    where = str(path.relative_to(ROOT.parent))
    fields, text = _header(path)
    for field in ("title", "parameters", "returns"):
        if not fields.get(field, (0, ""))[1]:
            raise QueryError(f"{where}:1: the header has no '// {field}: …' line; add it.")
    if not text:
        raise QueryError(f"{where}: no query follows the header.")
    name = path.relative_to(ROOT).with_suffix("").as_posix()
    title = fields["title"][1]
    parameters = _names(fields["parameters"][1], f"{where}:{fields['parameters'][0]}")
    returns = _names(fields["returns"][1], f"{where}:{fields['returns'][0]}")
    slots = tuple(sorted(set(_SLOT.findall(text))))
    if name.startswith("templates/"):
        short = name.removeprefix("templates/")
        return Template(short, title, text, parameters, returns, slots)
    return Query(name, title, text, parameters, returns)


def _load_all() -> Mapping[str, Query | Template]:
    found: dict[str, Query | Template] = {}
    for path in sorted(ROOT.rglob("*.cypher")):
        if path.stem in ("hit", "miss") or "grammar" in path.parts:
            continue
        found[path.relative_to(ROOT).with_suffix("").as_posix()] = _read(path)
    return found


ALL = _load_all()


def load(name: str) -> Query:
    """The query queries/<name>.cypher, e.g. load('explore/entity')."""
    query = ALL.get(name)
    if not isinstance(query, Query):
        raise QueryError(f"There is no query queries/{name}.cypher; add the file or fix the name.")
    return query


def template(name: str) -> Template:
    """The template queries/templates/<name>.cypher, e.g. template('load/merge_nodes')."""
    found = ALL.get(f"templates/{name}")
    if not isinstance(found, Template):
        raise QueryError(f"There is no template queries/templates/{name}.cypher; add the file.")
    return found
