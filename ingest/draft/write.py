"""Writes a draft as a mapping file, with comments for the person who corrects it."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from graph.language import say
from ingest.draft.drafted import EntityDraft, LinkDraft, Note, TableDraft, Use
from ingest.draft.guess import Guess
from ingest.mapping_file import find_mapping, read_mapping

_PLAIN = re.compile(r"[^\W\d][\w.-]*")


def quoted(text: str) -> str:
    """A text as YAML: plain where that reads as the same text, else in quotes."""
    if _PLAIN.fullmatch(text) and yaml.safe_load(text) == text:
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")


def _flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return quoted(str(value))


def _use(use: Use) -> object:
    """The short form where a column's name is all."""
    told = {name: given for name, given in use.items() if given not in ({}, None)}
    return told["column"] if set(told) == {"column"} else told


class Writer:
    """Writes the text of a draft in one language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def text(
        self,
        source: str,
        title: str,
        tables: Sequence[TableDraft],
        money: tuple[str, bool] | None,
        top: dict[str, object],
    ) -> str:
        """The whole file; `money` is the currency and whether it is certain."""
        ids = ("draft.top", "draft.top.decide", "draft.top.try", "draft.top.language")
        lines = [f"# {self._say(message, **top)}" for message in ids]
        lines += ["", f"source: {source} # {self._say('draft.top.source')}"]
        lines += [f"title: {quoted(title)}", f"namespace: {source}"]
        if money:
            currency, certain = money
            note = "" if certain else f" # {self._decide('currency', currency=currency)}"
            lines.append(f"hints: {{money: {{currency: {currency}}}}}{note}")
        lines += ["", "tables:"]
        for table in tables:
            lines += [*(f"  {line}".rstrip() for line in self._table(table)), ""]
        return "\n".join(lines).rstrip() + "\n"

    def _table(self, table: TableDraft) -> Iterator[str]:
        yield f"{quoted(table.name)}:"
        yield f"  # {self._say('draft.columns')}"
        for guess in table.guesses:
            yield f"  #   {self._column(guess)}"
        yield f"  file: {quoted(table.file)} # {self._say('draft.file')}"
        for note in table.to_decide:
            yield f"  # {self._note(note)}"
        if table.identifies:
            yield f"  identifies: {_flow(table.identifies)}"
        if table.date:
            yield f"  date: {_flow(_use(table.date))}"
        yield from self._words(table)
        if not table.entities:
            yield f"  entities: {{}} # {self._decide('nothing')}"
        else:
            yield "  entities:"
        for title, entity in table.entities.items():
            yield from _entity(title, entity)
        if table.links:
            yield "  links:"
        for link in table.links:
            yield f"    - {_flow(_link(link))}"
        if table.ignored:
            yield "  ignore:"
        for column, note in table.ignored.items():
            yield f"    - {quoted(column)} # {self._note(note)}"

    def _column(self, guess: Guess) -> str:
        profile = guess.profile
        told = {"column": _one_line(guess.name), "meaning": self.meaning(guess)}
        if not profile.values:
            return self._say("draft.column.empty", **told)
        return self._say(
            "draft.column",
            **told,
            sure=self._say(f"draft.sure.{guess.sure}"),
            filled=round(100 * profile.filled),
            distinct=profile.distinct,
            shape=profile.shape,
        )

    def meaning(self, guess: Guess) -> str:
        """What a column seems to be, e.g. 'phone of claimant'."""
        attribute = guess.attribute or guess.expected
        if not attribute:
            return self._say("draft.meaning.unknown")
        if not guess.subject:
            return attribute
        return self._say("draft.meaning", attribute=attribute, subject=guess.subject)

    def _words(self, table: TableDraft) -> Iterator[str]:
        if table.words:
            yield "  words:"
        for column, like in table.words.items():
            guess = next(g for g in table.guesses if g.name == column)
            ours = _our_words(like)
            decide = self._decide("words", column=_one_line(column), words=list(ours))
            yield f"    # {decide}"
            yield f"    {quoted(column)}:"
            for word, forms in sort_words(guess.profile.counts, ours).items():
                yield f"      {quoted(word)}: {_flow(forms)}"

    def _decide(self, what: str, **parameters: object) -> str:
        return self._say("draft.decide", what=self._say(f"draft.decide.{what}", **parameters))

    def _note(self, note: Note) -> str:
        message, given = note
        parameters = dict(given)
        if isinstance(guess := parameters.pop("means", None), Guess):
            parameters["meaning"] = self.meaning(guess)
        said = self._say(message, **parameters)
        decide = message.startswith("draft.decide.")
        return self._say("draft.decide", what=said) if decide else said

    def _say(self, message: str, /, **parameters: object) -> str:
        return _one_line(say(message, self._lang, **parameters))


def _entity(title: str, entity: EntityDraft) -> Iterator[str]:
    keys = [_use(use) for use in entity.key]
    yield f"    {title}:"
    yield f"      label: {entity.label}"
    yield f"      key: {_flow(keys[0] if len(keys) == 1 else keys)}"
    if entity.required:
        yield "      required: true"
    for name in ("known_as", "refers_to"):
        if given := getattr(entity, name):
            yield f"      {name}: {quoted(given)}"
    if entity.properties:
        yield "      properties:"
    for name, use in entity.properties.items():
        yield f"        {name}: {_flow(_use(use))}"


def _link(link: LinkDraft) -> dict[str, Any]:
    told: dict[str, Any] = {"type": link.type, "from": link.source, "to": link.target}
    if link.properties:
        told["properties"] = {name: _use(use) for name, use in link.properties.items()}
    return told


def _our_words(like: str) -> dict[str, list[str]]:
    """Our words and how others write them, as the template sheets have them."""
    table, _, column = like.partition(".")
    return read_mapping(find_mapping("sheets")).mapping.tables[table].words[column]


def sort_words(written: Iterable[str], ours: dict[str, list[str]]) -> dict[str, list[str]]:
    """The file's words by our word; one that isn't known stands for itself."""
    known = {form.casefold(): word for word, forms in ours.items() for form in (word, *forms)}
    told: dict[str, list[str]] = {}
    for text in written:
        told.setdefault(known.get(text.casefold(), text), []).append(text)
    return told


def _one_line(text: str) -> str:
    """Text that can stand in a comment."""
    return "".join(c if c.isprintable() else " " for c in text)
