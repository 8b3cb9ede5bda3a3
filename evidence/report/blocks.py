"""The parts a report is made of: plain text in tables and paragraphs, never markup."""

from dataclasses import asdict, dataclass
from typing import Literal

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Remark:
    """Text in a box, for what a reader must not miss."""

    text: str
    kind: Literal["remark"] = "remark"


@dataclass(frozen=True)
class Points:
    """A bulleted list."""

    items: tuple[str, ...]
    kind: Literal["points"] = "points"


@dataclass(frozen=True)
class Facts:
    """Pairs of a title and a value."""

    pairs: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Figures:
    """Headline numbers: value over title."""

    items: tuple[tuple[str, str], ...]
    kind: Literal["figures"] = "figures"


@dataclass(frozen=True)
class Column:
    """A table column: `width` is a share of the line, 0 for as narrow as its content."""

    title: str
    width: float = 1.0
    align: Align = "left"
    code: bool = False  # hashes, ids and file names: smaller, may break anywhere


@dataclass(frozen=True)
class Table:
    """Rows below a repeated header."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Heading:
    """A heading within a section, with a note at its right."""

    text: str
    note: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on; one title each."""

    titles: tuple[str, ...]
    kind: Literal["signatures"] = "signatures"


Block = Paragraph | Remark | Points | Facts | Figures | Table | Heading | Signatures


@dataclass(frozen=True)
class Section:
    """A numbered section."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A whole report in one language, ready to be set in type."""

    lang: str
    title: str
    subtitle: str
    banners: tuple[str, ...]  # on every page: draft, invented
    cover: tuple[tuple[str, str], ...]
    footer: str
    page: str  # 'Page {page} of {pages}': the two are filled when it is set
    contents: str  # heading of the table of contents
    sections: tuple[Section, ...]

    def as_data(self) -> dict[str, object]:
        """Plain values for the template."""
        return asdict(self)
