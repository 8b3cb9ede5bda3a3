"""How the report speaks: its messages, amounts, captions and places in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.content import Content
from graph.language import money, say
from graph.rings.model import Reason, Sentence
from graph.rings.words import sentence, whole
from graph.schema.registry import REGISTRY

_MOST_SOURCES = 4
_MEASURES = ("shared_item", "recurring_pairs", "provider_pair", "watch_list", "bulletin")


@dataclass(frozen=True)
class Words:
    """Says things about one bundle's content."""

    content: Content
    lang: str

    def say(self, message: str, /, **parameters: object) -> str:
        """The message 'evidence.<message>'."""
        return say(f"evidence.{message}", self.lang, **parameters)

    def sentence(self, said: Sentence) -> str:
        """A reason, position or doubt in words."""
        return sentence(said, self.lang)

    def reason(self, reason: Reason) -> str:
        """A reason with all that is said of its claims."""
        return whole(reason, self.lang)

    def join(self, parts: tuple[str, ...] | list[str]) -> str:
        """Parts as a list within a line; a dash when there is none."""
        joined = ("；" if self.lang == "zh" else "; ").join(part for part in parts if part)
        return joined or self.say("dash")

    def amount(self, minor: object, currency: object) -> str:
        """Minor units as an amount; a dash when there is none."""
        if not isinstance(minor, int):
            return self.say("dash")
        return money(minor, str(currency or ""))

    def text(self, value: object) -> str:
        """A stored value as text; a dash when there is none."""
        return self.say("dash") if value in (None, "") else str(value)

    def measure(self, name: str) -> str:
        """Title of a measure that is no typology."""
        known = f"measure.{name}" if name in _MEASURES else "measure.other"
        return self.say(known)

    def kind(self, label: str) -> str:
        """The entity type's title."""
        return REGISTRY.entity(label).title.of(self.lang)

    def link(self, link_type: str) -> str:
        """The link type's title."""
        return REGISTRY.links[link_type].link.title.of(self.lang)

    def caption(self, identifier: str, fallback: str | None = None) -> str:
        """Short name of an entity of the bundle."""
        entity = self.content.by_id.get(identifier)
        return entity.caption if entity else fallback or identifier

    def property(self, identifier: str, name: str) -> object:
        """A stored property of an entity of the bundle."""
        entity = self.content.by_id.get(identifier)
        return None if entity is None else entity.properties.get(name)

    def sources(self, *facts: str) -> str:
        """'claims.csv:17' of the rows these facts rest on, the first few."""
        found = sorted({c for fact in facts for c in self.content.records.by_fact.get(fact, ())})
        more = len(found) - _MOST_SOURCES
        shown = found[:_MOST_SOURCES] + ([f"(+{more})"] if more > 0 else [])
        return self.join(shown)

    def verdict(self, identifier: str) -> str:
        """The recorded verdict on an entity; a dash when there is none."""
        standing: Mapping[str, object] = self.content.case.standing
        if identifier not in standing:
            return self.say("dash")
        word = self.content.case.standing[identifier].verdict
        return say(f"cases.verdict.{word}", self.lang)
