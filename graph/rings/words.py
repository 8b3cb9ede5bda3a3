"""Says sentences of rings in a language: messages, or the sentence of a typology's header."""

from collections.abc import Iterable, Mapping

from graph.language import catalog, fill, say
from graph.rings.model import Member, Place, Reason, Ring, Sentence, Shown
from graph.schema.registry import REGISTRY
from graph.typologies import TYPOLOGIES

_TYPOLOGY = "typology."
_POSITION = "position."  # that a typology gives its subjects
_LABEL = "label"  # a parameter of this name is a label, said as its title
_PATTERN = "pattern"  # a parameter of this name is a typology, said as its title
_PATTERNS = "patterns"  # a parameter of this name counts by typology: titles with their numbers
_KINDS = "kinds"  # a parameter of this name is a list of labels, said as their plurals


def _said(parameters: Mapping[str, object], lang: str) -> dict[str, object]:
    said = dict(parameters)
    if isinstance(label := said.get(_LABEL), str):
        said[_LABEL] = REGISTRY.entity(label).title.of(lang).lower()
    if isinstance(pattern := said.get(_PATTERN), str):
        said[_PATTERN] = TYPOLOGIES[pattern].title.of(lang)
    counts = said.get(_PATTERNS)
    if isinstance(counts, (list, tuple)):
        said[_PATTERNS] = [f"{TYPOLOGIES[name].title.of(lang)} ({count})" for name, count in counts]
    labels = said.get(_KINDS)
    if isinstance(labels, (list, tuple)):
        said[_KINDS] = [REGISTRY.entity(str(label)).plural.of(lang).lower() for label in labels]
    return said


def sentence(said: Sentence, lang: str) -> str:
    """The sentence in `lang` ('en' or 'zh')."""
    parameters = _said(said.parameters, lang)
    if said.message.startswith(_TYPOLOGY):
        typology = TYPOLOGIES[said.message.removeprefix(_TYPOLOGY)]
        return fill(typology.sentence.of(lang), lang, parameters)
    if said.message.startswith(_POSITION):
        name, label = said.message.removeprefix(_POSITION).split(".")
        return fill(TYPOLOGIES[name].positions[label].of(lang), lang, parameters)
    return say(said.message, lang, **parameters)


def whole(reason: Reason, lang: str) -> str:
    """The reason's sentence with what else is said of the same claims."""
    return " ".join(sentence(said, lang) for said in (reason.sentence, *reason.also))


def innocent(reason: Reason, lang: str) -> list[str]:
    """The innocent explanations of its patterns: tested where the data can, else to be asked."""
    messages = [said.message for said in (reason.sentence, *reason.also)]
    names = [m.removeprefix(_TYPOLOGY) for m in messages if m.startswith(_TYPOLOGY)]
    return [text.of(lang) for name in names for text in TYPOLOGIES[name].innocent]


def role_word(role: str, lang: str) -> str:
    """A place in a pattern or claim in words; one that a source has of its own stays as it is."""
    message = f"rings.role.{role}"
    return say(message, lang) if message in catalog()[lang] else role


def by_role(places: Iterable[Place], lang: str) -> list[tuple[str, list[Place]]]:
    """Who has which place, each place named once, in the order of the places."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(role_word(place.role, lang), []).append(place)
    return list(found.items())


def rests_on(ring: Ring, reason: Reason) -> tuple[Shown | Member, ...]:
    """What a reason is about, of all that the ring shows: shared things first, then people.

    Sentences name nobody, so that they can be shown masked; this says who and what they mean.
    """
    meant = {*reason.nodes, *reason.subjects}
    shown: list[Shown | Member] = [*ring.identifiers, *ring.agents, *ring.providers]
    shown += ring.members
    shown += ring.relatives
    return tuple(one for one in shown if one.id in meant)
