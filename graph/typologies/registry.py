"""All typologies, discovered by folder; a broken one fails here, with file and fix."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from graph.errors import RegistryError
from graph.language import parameters_of
from graph.schema.model import Text
from graph.schema.registry import REGISTRY
from graph.typologies.model import Typology
from queries import Query, QueryError, load
from queries.loader import ROOT

FOLDER = ROOT / "typologies"
RULE_RETURNS = ("subjects", "nodes", "links", "claims", "figures")
HUBS_RETURN = ("id", "label", "holders", "why")
_FILES = ("rule.cypher", "hubs.cypher", "hit.cypher", "miss.cypher")


def _texts(rule: Query, key: str) -> tuple[Text, ...]:
    """A header field in both languages, as often as it is given."""
    where = rule.header.where
    english, chinese = rule.header.every(key), rule.header.every(f"{key}.zh")
    if not english or len(english) != len(chinese) or not all((*english, *chinese)):
        raise RegistryError(
            f"{where}: give '// {key}: …' and '// {key}.zh: …', each as often as the other."
        )
    return tuple(Text(en, zh) for en, zh in zip(english, chinese, strict=True))


def _positions(rule: Query) -> Mapping[str, Text]:
    """Optional header fields '// position: Agent: …' in both languages: a subject's by label."""
    if not (rule.header.every("position") or rule.header.every("position.zh")):
        return MappingProxyType({})
    found = {}
    for said in _texts(rule, "position"):
        (label, english), (other, chinese) = (
            [part.strip() for part in text.split(":", 1)] if ":" in text else ["", ""]
            for text in (said.en, said.zh)
        )
        if label != other or label not in REGISTRY.labels("party"):
            raise RegistryError(
                f"{rule.header.where}: a position begins with a party's label and a colon, the "
                f"same in both languages; {label or said.en!r} is none."
            )
        found[label] = Text(english, chinese)
    return MappingProxyType(found)


def _defaults(rule: Query) -> dict[str, int | float | str | bool]:
    field = rule.header.one("defaults")
    where = f"{rule.header.where}:{field.line}"
    try:
        values = json.loads(field.value)
    except ValueError as error:
        raise RegistryError(f"{where}: defaults must be one JSON object: {error}.") from None
    if not isinstance(values, dict) or sorted(values) != sorted(rule.parameters):
        raise RegistryError(f"{where}: defaults must name exactly the parameters of the rule.")
    return {str(name): value for name, value in values.items()}


def _weight(rule: Query) -> float:
    field = rule.header.one("weight")
    try:
        weight = float(field.value)
    except ValueError:
        weight = -1.0
    if not 0 < weight <= 1:
        raise RegistryError(f"{rule.header.where}:{field.line}: weight must be above 0, at most 1.")
    return weight


def _check(typology: Typology) -> None:
    rule, hubs = typology.rule, typology.hubs
    if rule.returns != RULE_RETURNS:
        raise RegistryError(f"{rule.header.where}: a rule returns {', '.join(RULE_RETURNS)}.")
    if hubs.returns != HUBS_RETURN:
        raise RegistryError(f"{hubs.header.where}: hubs returns {', '.join(HUBS_RETURN)}.")
    if extra := sorted(set(hubs.parameters) - set(rule.parameters)):
        raise RegistryError(f"{hubs.header.where}: the rule has no parameter {extra[0]}.")
    if parameters_of(typology.sentence.en) != parameters_of(typology.sentence.zh):
        raise RegistryError(f"{rule.header.where}: the sentence takes other figures in Chinese.")
    for label, place in typology.positions.items():
        figures = parameters_of(place.en)
        if figures != parameters_of(place.zh) or not figures <= parameters_of(typology.sentence.en):
            raise RegistryError(
                f"{rule.header.where}: the position of {label} takes only figures of the sentence, "
                "the same in both languages."
            )


def build_typology(name: str, rule: Query, hubs: Query) -> Typology:
    """A typology of its rule, whose header says the rest; RegistryError when that is broken."""
    typology = Typology(
        name=name,
        title=_texts(rule, "title")[0],
        why=_texts(rule, "why")[0],
        sentence=_texts(rule, "sentence")[0],
        innocent=_texts(rule, "innocent"),
        parameters=MappingProxyType(_defaults(rule)),
        weight=_weight(rule),
        rule=rule,
        hubs=hubs,
        positions=_positions(rule),
    )
    _check(typology)
    return typology


def read_typology(folder: Path) -> Typology:
    """The typology in this folder; RegistryError says what is missing or wrong."""
    for name in _FILES:
        if not (folder / name).is_file():
            raise RegistryError(f"{folder}: a typology needs {name}; see docs/queries.md.")
    try:
        rule = load(f"typologies/{folder.name}/rule")
        return build_typology(folder.name, rule, load(f"typologies/{folder.name}/hubs"))
    except QueryError as error:
        raise RegistryError(str(error)) from error


def load_typologies() -> Mapping[str, Typology]:
    """All typologies by name, sorted."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir())
    return MappingProxyType({folder.name: read_typology(folder) for folder in folders})


TYPOLOGIES = load_typologies()
