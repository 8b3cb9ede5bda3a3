"""What Ringleader says: message ids with parameters, said in English or Chinese.

A message file is `messages/<lang>.yaml` in a room or in a folder of it, a flat map from id to a
str.format pattern. Ids are discovered by folder; every id must exist in every language with the
same parameters.
"""

import datetime
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

import yaml

from graph.currency import major
from graph.errors import RegistryError, RingleaderError

_Error = TypeVar("_Error", bound=RingleaderError)
LANGUAGES = ("en", "zh")
_ROOT = Path(__file__).resolve().parent.parent
_FORMATTER = string.Formatter()


def parameters_of(pattern: str) -> frozenset[str]:
    """Names that a pattern takes, e.g. {'count'} of 'seen {count} times'."""
    return frozenset(
        name.split(".")[0].split("[")[0]
        for _, name, _, _ in _FORMATTER.parse(pattern)
        if name is not None
    )


def check_messages(by_language: Mapping[str, Mapping[str, str]], where: str) -> None:
    """Raise RegistryError when a message lacks a language or its parameters differ."""
    every = sorted({message for messages in by_language.values() for message in messages})
    for message in every:
        patterns = {lang: by_language.get(lang, {}).get(message) for lang in LANGUAGES}
        for lang, pattern in patterns.items():
            if pattern is None:
                raise RegistryError(f"{where}: message {message!r} has no {lang!r} wording.")
        if len({parameters_of(str(p)) for p in patterns.values()}) > 1:
            raise RegistryError(f"{where}: message {message!r} takes other parameters by language.")


@cache
def catalog() -> dict[str, dict[str, str]]:
    """All messages, as {lang: {id: pattern}}; checked when first read."""
    merged: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    for folder in sorted([*_ROOT.glob("*/messages"), *_ROOT.glob("*/*/messages")]):
        if not any(folder.glob("*.yaml")):  # an empty folder is no room's
            continue
        room = {}
        for lang in LANGUAGES:
            path = folder / f"{lang}.yaml"
            if not path.exists():
                raise RegistryError(f"{path}: missing; every room speaks every language.")
            room[lang] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        check_messages(room, str(folder.relative_to(_ROOT)))
        for lang in LANGUAGES:
            if taken := sorted(set(merged[lang]) & set(room[lang])):
                raise RegistryError(f"{folder}: message ids {taken} are taken by another room.")
            merged[lang].update(room[lang])
    return merged


def money(minor: int, currency: str) -> str:
    """Minor units as text: money(123450, 'CNY') is 'CNY 1,234.50', money(500, 'JPY') 'JPY 500'."""
    return f"{currency} {major(minor, currency):,f}".strip()


@runtime_checkable
class Spoken(Protocol):
    """A part of a sentence that has a wording of its own in each language."""

    def of(self, lang: str) -> str:
        """The wording in `lang`."""


@dataclass(frozen=True)
class Said:
    """A message that is a part of another."""

    message: str
    parameters: Mapping[str, object] = field(default_factory=dict)

    def of(self, lang: str) -> str:
        """What it says in `lang`."""
        return say(self.message, lang, **self.parameters)


def phrase(value: object, lang: str) -> str:
    """One parameter as text: lists joined, dates ISO, nothing as a dash, what speaks by itself."""
    if value is None:
        return "—"
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ("、" if lang == "zh" else ", ").join(phrase(item, lang) for item in value)
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return value.of(lang) if isinstance(value, Spoken) else str(value)


def fill(pattern: str, lang: str, parameters: Mapping[str, object]) -> str:
    """A pattern with its parameters said in `lang`; KeyError names one that is missing."""
    return pattern.format_map({k: phrase(v, lang) for k, v in parameters.items()})


def say(message: str, lang: str, /, **parameters: object) -> str:
    """The message with this id, in `lang`."""
    try:
        pattern = catalog()[lang][message]
    except KeyError:
        hint = f"No message {message!r} in {lang!r}; add it to a room's messages."
        raise RegistryError(hint) from None
    return fill(pattern, lang, parameters)


def failure(kind: type[_Error], message: str, /, **parameters: object) -> _Error:
    """An error of this kind that says this message, in whichever language its reader has."""
    found = kind(say(message, "en", **parameters))
    found.said = (message, parameters)
    return found


def failure_text(error: RingleaderError, lang: str) -> str:
    """What an error says, in `lang` where it can."""
    if error.said is None:
        return str(error)
    message, parameters = error.said
    return say(message, lang, **parameters)


def moment(stamp: str) -> str:
    """A UTC time as people read it: '2026-03-01T09:30:00+00:00' is '2026-03-01 09:30 UTC'."""
    try:
        at = datetime.datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    if at.tzinfo is None:
        return stamp
    return f"{at.astimezone(datetime.UTC):%Y-%m-%d %H:%M} UTC"
