"""All typologies, discovered by folder; a broken one fails here, with file and fix."""

import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from graph.errors import RegistryError
from graph.language import parameters_of
from graph.schema.model import Text
from graph.schema.registry import REGISTRY
from graph.typologies.model import Measure, Typology
from queries import Query, QueryError, load
from queries.header import Header, read_header
from queries.loader import ROOT

FOLDER = ROOT / "typologies"
RULE_RETURNS = ("subjects", "nodes", "links", "claims", "figures")
HUBS_RETURN = ("id", "label", "holders", "why")
_BY_QUERY = ("rule.cypher", "hubs.cypher", "hit.cypher", "miss.cypher")
_BY_MEASURE = ("rule.measure", "hit.cypher", "miss.cypher")
_MEASURES = "graph.measures."


def _texts(header: Header, key: str) -> tuple[Text, ...]:
    """A header field in both languages, as often as it is given."""
    where = header.where
    english, chinese = header.every(key), header.every(f"{key}.zh")
    if not english or len(english) != len(chinese) or not all((*english, *chinese)):
        raise RegistryError(
            f"{where}: give '// {key}: …' and '// {key}.zh: …', each as often as the other."
        )
    return tuple(Text(en, zh) for en, zh in zip(english, chinese, strict=True))


def _positions(header: Header) -> Mapping[str, Text]:
    """Optional header fields '// position: Agent: …' in both languages: a subject's by label."""
    if not (header.every("position") or header.every("position.zh")):
        return MappingProxyType({})
    found = {}
    for said in _texts(header, "position"):
        (label, english), (other, chinese) = (
            [part.strip() for part in text.split(":", 1)] if ":" in text else ["", ""]
            for text in (said.en, said.zh)
        )
        if label != other or label not in REGISTRY.labels("party"):
            raise RegistryError(
                f"{header.where}: a position begins with a party's label and a colon, the "
                f"same in both languages; {label or said.en!r} is none."
            )
        found[label] = Text(english, chinese)
    return MappingProxyType(found)


def _check_wording(header: Header, sentence: Text, positions: Mapping[str, Text]) -> None:
    if parameters_of(sentence.en) != parameters_of(sentence.zh):
        raise RegistryError(f"{header.where}: the sentence takes other figures in Chinese.")
    for label, place in positions.items():
        figures = parameters_of(place.en)
        if figures != parameters_of(place.zh) or not figures <= parameters_of(sentence.en):
            raise RegistryError(
                f"{header.where}: the position of {label} takes only figures of the sentence, "
                "the same in both languages."
            )


def _defaults(header: Header) -> dict[str, int | float | str | bool]:
    field = header.one("defaults")
    where = f"{header.where}:{field.line}"
    try:
        values = json.loads(field.value)
    except ValueError as error:
        raise RegistryError(f"{where}: defaults must be one JSON object: {error}.") from None
    if not isinstance(values, dict):
        raise RegistryError(f"{where}: defaults must be one JSON object of parameters.")
    return {str(name): value for name, value in values.items()}


def _weight(header: Header) -> float:
    field = header.one("weight")
    try:
        weight = float(field.value)
    except ValueError:
        weight = -1.0
    if not 0 < weight <= 1:
        raise RegistryError(f"{header.where}:{field.line}: weight must be above 0, at most 1.")
    return weight


def _households(header: Header) -> str | None:
    """The parameter with the least number of unrelated households, where the header names one."""
    if not header.every("households"):
        return None
    field = header.one("households")
    if field.value not in _defaults(header):
        raise RegistryError(
            f"{header.where}:{field.line}: households must name a parameter that defaults has."
        )
    return field.value


def _check_query(header: Header, rule: Query, hubs: Query) -> None:
    if rule.returns not in (RULE_RETURNS, (*RULE_RETURNS, "roles")):
        raise RegistryError(
            f"{header.where}: a rule returns {', '.join(RULE_RETURNS)}, and roles if it has any."
        )
    if hubs.returns != HUBS_RETURN:
        raise RegistryError(f"{hubs.header.where}: hubs returns {', '.join(HUBS_RETURN)}.")
    own = _households(header)
    needed = sorted({*rule.parameters, *([own] if own else [])})
    if sorted(_defaults(header)) != needed:
        line = header.one("defaults").line
        raise RegistryError(
            f"{header.where}:{line}: defaults must name exactly the parameters of the rule."
        )
    if extra := sorted(set(hubs.parameters) - set(needed)):
        raise RegistryError(f"{hubs.header.where}: the rule has no parameter {extra[0]}.")


def _measure(name: str, where: str) -> Measure:
    """The function that a rule.measure names."""
    module, _, function = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), function, None)
    except ImportError:
        found = None
    if not name.startswith(_MEASURES) or not callable(found) or not found.__doc__:
        raise RegistryError(f"{where}: {name!r} is no documented function of {_MEASURES}*; fix it.")
    return Measure(name, found)


def build_typology(
    name: str, header: Header, rule: Query | Measure, hubs: Query | None = None
) -> Typology:
    """A typology of its rule and header; RegistryError when either is broken."""
    sentence, positions = _texts(header, "sentence")[0], _positions(header)
    _check_wording(header, sentence, positions)
    typology = Typology(
        name=name,
        title=_texts(header, "title")[0],
        why=_texts(header, "why")[0],
        sentence=sentence,
        innocent=_texts(header, "innocent"),
        parameters=MappingProxyType(_defaults(header)),
        weight=_weight(header),
        rule=rule,
        hubs=hubs,
        households=_households(header),
        positions=positions,
    )
    if isinstance(rule, Query) and hubs is not None:
        _check_query(header, rule, hubs)
    return typology


def read_typology(folder: Path) -> Typology:
    """The typology in this folder; RegistryError says what is missing or wrong."""
    measured = (folder / "rule.measure").is_file()
    for name in _BY_MEASURE if measured else _BY_QUERY:
        if not (folder / name).is_file():
            raise RegistryError(f"{folder}: a typology needs {name}; see docs/typologies.md.")
    try:
        if measured:
            path = folder / "rule.measure"
            where = f"queries/typologies/{folder.name}/rule.measure"
            header, text = read_header(path.read_text(encoding="utf-8"), where)
            return build_typology(folder.name, header, _measure(text, where))
        rule = load(f"typologies/{folder.name}/rule")
        hubs = load(f"typologies/{folder.name}/hubs")
        return build_typology(folder.name, rule.header, rule, hubs)
    except QueryError as error:
        raise RegistryError(str(error)) from error


def load_typologies() -> Mapping[str, Typology]:
    """All typologies by name, sorted."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir())
    return MappingProxyType({folder.name: read_typology(folder) for folder in folders})


TYPOLOGIES = load_typologies()
