"""What headers say: the words in them, in English and Chinese, and the rules of their meaning."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

_HERE = Path(__file__).parent
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[\u3400-\u9fff]+|\d+")
_EMPTY_WORDS = frozenset({"of", "the", "in", "at", "and", "other", "a", "line"})
_LONGEST_PHRASE = 3


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Attribute(_Rule):
    """What a column may hold: its value type, whose it is by default, and headers that say so."""

    value: str
    of: str | None = None
    words: str | None = None  # 'table.column' of the sheets whose words are ours
    when: tuple[frozenset[str], ...]


class Identifier(_Rule):
    """An attribute that is an entity of its own."""

    label: str
    link: str
    of_claim: str | None = None  # the link where a claim has it
    beside: tuple[str, ...] = ()  # attributes that are hints of its key
    properties: tuple[str, ...] = ()


class LinkRule(_Rule):
    """A link between two subjects of a row."""

    source: str
    type: str
    to: str
    role: str | None = None
    unless: tuple[str, ...] = ()


class Rules(_Rule):
    """All of rules.yaml."""

    attributes: dict[str, Attribute]
    never: frozenset[str]
    vague: frozenset[str]
    subjects: dict[str, str]
    main: tuple[str, ...]
    same: dict[str, tuple[str, ...]]
    identifiers: dict[str, Identifier]
    links: tuple[LinkRule, ...]
    regions: dict[str, str]
    currencies: dict[str, str]


class Header(BaseModel):
    """What the words of a header mean."""

    model_config = ConfigDict(frozen=True)

    concepts: tuple[str, ...]
    strange: bool  # some word of it is not known


def _read(name: str) -> Any:
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))


@cache
def rules() -> Rules:
    """The rules of meaning."""
    given = _read("rules.yaml")
    for link in given["links"]:
        link["source"] = link.pop("from")
    return Rules.model_validate(given)


@cache
def _words() -> Mapping[str, str]:
    """Each word or phrase, in lower case, with its concept."""
    return {
        word.casefold(): concept
        for concept, words in _read("words.yaml").items()
        for word in (concept.replace("_", " "), *words)
    }


def read_header(header: str) -> Header:
    """The concepts in a header, in order: 'LOSS_DT' is loss and date."""
    pieces = [piece.casefold() for piece in _PIECES.findall(header) if not piece.isdigit()]
    concepts: list[str] = []
    strange, at = False, 0
    while at < len(pieces):
        for size in range(min(_LONGEST_PHRASE, len(pieces) - at), 0, -1):
            phrase = pieces[at : at + size]
            found = _concept(" ".join(phrase)) or _concept("".join(phrase))
            if found:
                concepts.append(found)
                at += size
                break
        else:
            inside = _segmented(pieces[at])
            concepts += inside
            strange |= not inside and pieces[at] not in _EMPTY_WORDS
            at += 1
    return Header(concepts=tuple(dict.fromkeys(concepts)), strange=strange)


def _concept(phrase: str) -> str | None:
    words = _words()
    return words.get(phrase) or words.get(phrase.removesuffix("s"))


def _segmented(piece: str) -> Sequence[str]:
    """The concepts of a piece that is made of known words without signs between: 'claimid'."""
    if not piece.isascii():
        return _inside(piece)
    for cut in range(len(piece) - 2, 1, -1):
        first = _concept(piece[:cut])
        if first:
            rest = _concept(piece[cut:])
            others = [rest] if rest else _segmented(piece[cut:])
            if others:
                return [first, *others]
    return []


def _inside(piece: str) -> Sequence[str]:
    """The concepts in Chinese text, longest word first; what is between them is passed over."""
    found, at = [], 0
    while at < len(piece):
        for end in range(len(piece), at, -1):
            if concept := _words().get(piece[at:end]):
                found.append(concept)
                at = end
                break
        else:
            at += 1
    return found
