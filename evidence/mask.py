"""Makes a draft harmless: personal data masked, ids replaced by numbers of this draft alone.

Ids must go too: the id of a phone is a hash of its number, and all numbers can be tried.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from evidence.texts import map_texts
from graph.explore import EntityView, LinkView
from graph.language import LANGUAGES
from graph.rings.model import Ring
from graph.schema.masking import mask_link_properties, mask_properties, masked_caption
from graph.schema.model import Property
from graph.schema.registry import REGISTRY
from graph.values import value_type

_ENTITY_ID = re.compile(r"\b([a-z]+)-[0-9a-f]{20}\b")
_LINK_ID = re.compile(r"\blink-[0-9a-f]{24}\b")
_HIDDEN = "•••"
D = TypeVar("D")


class Mask:
    """Masks every text of one draft in the same way."""

    def __init__(
        self, entities: Sequence[EntityView], links: Sequence[LinkView], ring: Ring | None
    ) -> None:
        self._numbers = _numbers(entities, links)
        self._texts: dict[str, str] = {}
        for view in entities:
            self._learn(REGISTRY.entity(view.label).properties, view.properties)
            caption = self._masked(view).caption
            self._put(view.caption, caption)
            self._put(masked_caption(view.label, view.properties), caption)
        for link in links:
            self._learn(REGISTRY.links[link.type].link.properties, link.properties)
        known = {view.id for view in entities}
        for identifier, label, caption in _captions(ring):
            if identifier not in known and _personal_caption(label):
                self._put(caption, f"{_HIDDEN} ({self.ids(identifier)})")
        self._pattern = _pattern(self._texts)

    def text(self, text: str) -> str:
        """`text` with every personal value of the draft's entities and every id replaced."""
        return self.ids(self._pattern.sub(lambda match: self._texts[match[0]], text))

    def ids(self, text: str) -> str:
        """`text` with ids of entities and links replaced by numbers of this draft."""
        text = _LINK_ID.sub(lambda match: self._numbers.get(match[0], "link-x"), text)
        return _ENTITY_ID.sub(lambda match: self._numbers.get(match[0], f"{match[1]}-x"), text)

    def tree(self, value: object) -> Any:
        """A value of JSON shape with every text masked."""
        return map_texts(value, self.text)

    def deep(self, value: D) -> D:
        """A frozen dataclass, as a view is, with every text in it masked."""
        changed: Any = value
        if isinstance(value, str):
            changed = self.text(value)
        elif isinstance(value, tuple):
            changed = tuple(self.deep(item) for item in value)
        elif is_dataclass(value) and not isinstance(value, type):
            parts = {f.name: self.deep(getattr(value, f.name)) for f in fields(value)}
            changed = replace(value, **parts)
        result: D = changed
        return result

    def entity(self, view: EntityView) -> EntityView:
        """The entity with personal properties masked and its number in the caption.

        Other properties are searched too: a payee's name is personal, and may be a garage's.
        """
        masked = self._masked(view)
        caption, properties = self.text(masked.caption), self.tree(dict(masked.properties))
        return EntityView(masked.id, view.label, caption, properties)

    def _masked(self, view: EntityView) -> EntityView:
        masked = mask_properties(view.label, view.properties)
        number = self.ids(view.id)
        entity = REGISTRY.entity(view.label)
        caption, name = entity.caption_of(masked), entity.captioned_by(view.properties)
        if name and entity.property(name).personal:
            caption = f"{caption} ({number})"
        return EntityView(number, view.label, caption, {**masked, "id": number})

    def link(self, link: LinkView) -> LinkView:
        """The link with personal properties masked and numbers for ids."""
        masked = mask_link_properties(link.type, link.properties)
        number = self.ids(link.id)
        ends = self.ids(link.source), self.ids(link.target)
        return LinkView(number, link.type, *ends, self.tree({**masked, "id": number}))

    def leaks(self, text: str) -> int:
        """How many personal values `text` still holds: a draft must have none."""
        return sum(1 for _ in self._pattern.finditer(text))

    def _learn(self, described: Iterable[Property], properties: Mapping[str, object]) -> None:
        for known in described:
            value = properties.get(known.name)
            if not known.personal or not isinstance(value, str):
                continue
            kind = value_type(known.value)
            masked = kind.mask(value)
            self._put(value, masked)
            for lang in LANGUAGES:
                self._put(kind.caption(value, lang), masked)

    def _put(self, raw: str, masked: str) -> None:
        if raw != masked and len(raw) > 1 and not (raw.isdecimal() and len(raw) < 5):
            self._texts.setdefault(raw, masked)


def _personal_caption(label: str) -> bool:
    """True when the captions of this entity type are personal data."""
    entity = REGISTRY.entity(label)
    return any(p.personal for p in entity.properties if p.name in entity.caption)


def _captions(ring: Ring | None) -> list[tuple[str, str, str]]:
    """(id, label, caption) of all the ring names: some may not be among the bundle's entities."""
    if ring is None:
        return []
    shown = (*ring.relatives, *ring.agents, *ring.providers, *ring.identifiers)
    return [
        *((m.id, m.label, m.caption) for m in ring.members),
        *((s.id, s.label, s.caption) for s in shown),
        *((s.id, s.label, s.caption) for s in ring.suppressed),
        *((n.about, n.about_label, n.about_caption) for n in ring.notices),
        *((o.about, o.about_label, o.about_caption) for o in ring.outcomes),
    ]


def mask_row(row: bytes) -> bytes:
    """A source row of which only the field marks are left: what it says can't be known."""
    return bytes(byte if byte in b',;|\t"\r\n' else ord("*") for byte in row)


def _numbers(entities: Sequence[EntityView], links: Sequence[LinkView]) -> dict[str, str]:
    numbers: dict[str, str] = {}
    counts: dict[str, int] = {}
    labels = [(view.label.lower(), view.id) for view in entities]
    for label, identifier in (*sorted(labels), *sorted(("link", link.id) for link in links)):
        counts[label] = counts.get(label, 0) + 1
        numbers[identifier] = f"{label}-{counts[label]:03d}"
    return numbers


def _pattern(texts: Mapping[str, str]) -> re.Pattern[str]:
    """Matches any of the texts, longest first; Latin ones only as whole words."""
    parts = []
    for text in sorted(texts, key=lambda t: (-len(t), t)):
        before = r"(?<![A-Za-z0-9])" if text[0].isascii() and text[0].isalnum() else ""
        after = r"(?![A-Za-z0-9])" if text[-1].isascii() and text[-1].isalnum() else ""
        parts.append(before + re.escape(text) + after)
    return re.compile("|".join(parts) if parts else r"(?!)")
