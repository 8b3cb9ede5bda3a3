"""Reads and checks queries/**/*.cypher when imported: one query a file, a header on each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from queries import slots as names_of
from queries.checks import check
from queries.header import Header, QueryError, read_header

ROOT = Path(__file__).resolve().parent
EXAMPLES_OF_TYPOLOGIES = ("hit", "miss")  # graphs for contract tests, read only by these


@dataclass(frozen=True)
class Query:
    """One query; `name` is its path below queries/ without the ending."""

    name: str
    title: str
    text: str
    parameters: tuple[str, ...]
    returns: tuple[str, ...]
    header: Header = field(default=Header("", ()), compare=False, repr=False)


@dataclass(frozen=True)
class Template:
    """A query with slots such as {{label}} and {{type}} where Cypher takes no parameter."""

    name: str
    title: str
    text: str
    parameters: tuple[str, ...]
    returns: tuple[str, ...]
    slots: tuple[str, ...]
    header: Header = field(default=Header("", ()), compare=False, repr=False)

    def fill(self, allowed: Collection[str], **names: str) -> Query:
        """The query with every slot filled by a name in `allowed`, or several as 'A|B'.

        A slot that repeats something for each name (queries.slots) takes '' for none.
        """
        if sorted(names) != list(self.slots):
            raise QueryError(f"{self.name}: fill exactly the slots {', '.join(self.slots)}.")
        repeated = names_of.forms(self.header)
        names_of.check_names(self.name, repeated, names, allowed)
        text = names_of.filled(self.text, repeated, names)
        filled = "/".join((self.name, *(names[slot] for slot in self.slots)))
        return Query(filled, self.title, text, self.parameters, self.returns, self.header)


def read(path: Path) -> Query | Template:
    """One query file; QueryError with file and line when header or text is broken."""
    where = path.relative_to(ROOT.parent).as_posix()
    source = path.read_text(encoding="utf-8")
    header, text = read_header(source, where)
    title = header.one("title").value
    parameters, returns = header.names("parameters"), header.names("returns")
    check(where, source, parameters, returns)
    name = path.relative_to(ROOT).with_suffix("").as_posix()
    slots = names_of.slots(text)
    if name.startswith("templates/"):
        short = name.removeprefix("templates/")
        return Template(short, title, text, parameters, returns, slots, header)
    if slots:
        raise QueryError(f"{where}: slots such as {{{{{slots[0]}}}}} belong in queries/templates/.")
    return Query(name, title, text, parameters, returns, header)


def files() -> list[Path]:
    """All query files, sorted; hit and miss graphs of typologies are not queries."""
    return sorted(p for p in ROOT.rglob("*.cypher") if p.stem not in EXAMPLES_OF_TYPOLOGIES)


def _load_all() -> Mapping[str, Query | Template]:
    return {p.relative_to(ROOT).with_suffix("").as_posix(): read(p) for p in files()}


ALL = _load_all()
"""Every query and template by its path below queries/, e.g. 'templates/load/merge_nodes'."""


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
