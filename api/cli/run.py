"""What every command gets: settings, language, output, and the store opened with its caption."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.cli.progress import Steps, steps

if TYPE_CHECKING:  # imported when needed: --help stays fast
    from rich.console import RenderableType

    from api.services import Services
    from graph.settings import Settings


@dataclass(frozen=True)
class Run:
    """One run of one command."""

    settings: "Settings"
    json: bool
    marks: list[str] = field(default_factory=list)  # what must stand above the output

    @property
    def lang(self) -> str:
        """Language of the output, 'en' or 'zh'."""
        return self.settings.lang

    def say(self, message: str, /, **parameters: object) -> str:
        """The message with this id in the language of the output."""
        from graph.language import say

        return say(message, self.lang, **parameters)

    def at(self, data: Path) -> "Run":
        """The same run on another data directory, unless the user named one."""
        if "data" in self.settings.model_fields_set:
            return self
        return replace(self, settings=self.settings.model_copy(update={"data": data}))

    @contextmanager
    def open(self, *, incremental: bool | None = None) -> Iterator["Services"]:
        """The store with what works on it; says on stderr which engine that is.

        `incremental`: how rings are looked for where a load has changed what they rest on.
        """
        from api.services import Services
        from graph.store import open_store

        with open_store(self.settings) as store:
            self.note(self.say("cli.engine", engine=store.engine.caption))
            store.prepare()
            services = Services(store, self.settings, incremental=incremental)
            self.mark(services)
            yield services

    @contextmanager
    def steps(self) -> Iterator[Steps]:
        """Progress on stderr: bars on a terminal, else one JSON line a step."""
        with steps(sys.stderr) as progress:
            yield progress

    def note(self, sentence: str) -> None:
        """Say something beside the output, on stderr."""
        typer.echo(sentence, err=True)

    def mark(self, services: "Services") -> None:
        """Have the output say that the store holds invented data, when it does."""
        if services.invented() and not self.marks:
            self.marks.append(self.say("cli.invented"))

    def emit(self, document: object, *shown: "RenderableType") -> None:
        """Print the result: `document` as JSON with --json, else what is to be shown.

        Invented data is marked: by a first line, or by the key "invented" of the document.
        """
        if self.json:
            from pydantic_core import to_jsonable_python

            plain = to_jsonable_python(document, fallback=str)
            plain["invented"] = bool(self.marks)
            typer.echo(json.dumps(plain, ensure_ascii=False, indent=2))
            return
        from api.cli.tables import console, heading

        screen = console()
        for item in (*map(heading, self.marks), *shown):
            if item:  # an empty text would print an empty line
                screen.print(item)


def make_run(store: str | None, data: Path | None, lang: str | None, as_json: bool) -> Run:
    """Settings from the environment, overridden by what the command was given."""
    from pydantic import ValidationError

    from graph.errors import InputError
    from graph.language import failure
    from graph.settings import Settings

    given = {"store": store, "data": data, "lang": lang}
    try:
        settings = Settings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "RINGLEADER_" + "_".join(str(part) for part in first["loc"]).upper()
        raise failure(InputError, "cli.error.setting", name=name, reason=first["msg"]) from None
    return Run(settings, as_json)
