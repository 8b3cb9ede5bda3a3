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


@dataclass(frozen=True)
class NetworkNode:
    """One entity in a picture; x and y are shares of the width and height."""

    x: float
    y: float
    caption: str
    icon: str  # one sign for its type, so that the picture can be read without colour
    colour: str
    member: bool


@dataclass(frozen=True)
class NetworkEdge:
    """One link, by the numbers of its ends among the nodes; `key` when a reason rests on it."""

    source: int
    target: int
    key: bool


@dataclass(frozen=True)
class Network:
    """A picture of entities and links; the legend has icon, colour and title of each type."""

    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    legend: tuple[tuple[str, str, str], ...]
    kind: Literal["network"] = "network"


Block = Paragraph | Remark | Points | Facts | Figures | Table | Heading | Signatures | Network


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
