"""Says sentences of rings in a language: messages, or the sentence of a typology's header."""

from collections.abc import Mapping

from graph.language import fill, say
from graph.rings.model import Sentence
from graph.schema.registry import REGISTRY
from graph.typologies import TYPOLOGIES

_TYPOLOGY = "typology."
_KINDS = "kinds"  # a parameter of this name is a list of labels, said as their plurals


def _said(parameters: Mapping[str, object], lang: str) -> dict[str, object]:
    said = dict(parameters)
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
    return say(said.message, lang, **parameters)
