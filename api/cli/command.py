"""How a function becomes a command: shared options, its example, errors in a sentence."""

import functools
import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Concatenate, Literal

import typer

from api.cli.run import Run, make_run

USAGE = 2
"""Exit status of everything a person can put right."""
INTERRUPTED = 130

_PANEL = "Everywhere"
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", help="'embedded' or a Neo4j URI; else RINGLEADER_STORE.", rich_help_panel=_PANEL
    ),
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Data directory; else RINGLEADER_DATA.", rich_help_panel=_PANEL),
]
LangOption = Annotated[
    Literal["en", "zh"] | None,
    typer.Option("--lang", help="Language of the output.", rich_help_panel=_PANEL),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON for machines.", rich_help_panel=_PANEL)
]
_SHARED = (
    ("store_uri", StoreOption, None),
    ("data_directory", DataOption, None),
    ("output_language", LangOption, None),
    ("as_json", JsonOption, False),
)


@contextmanager
def reported(lang: str = "en") -> Iterator[None]:
    """Turn errors a person can act on into one sentence on stderr and an exit status."""
    try:
        yield
    except _actionable() as error:
        _fail(" ".join(_sentence(error, lang).split()), USAGE)
    except BrokenPipeError:  # the reader of our output, e.g. head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        reason = error.strerror or str(error) or type(error).__name__
        _fail(f"The system refused: {reason}{where}; put that right and run this again.", USAGE)
    except KeyboardInterrupt:
        _fail("Stopped.", INTERRUPTED)


def _sentence(error: Exception, lang: str) -> str:
    """The error in the language of the output where it can be said in it."""
    from graph.errors import RingleaderError
    from graph.language import failure_text

    return failure_text(error, lang) if isinstance(error, RingleaderError) else str(error)


def _actionable() -> tuple[type[Exception], ...]:
    """Errors that are one sentence; queries are not imported just to name theirs."""
    from graph.errors import RingleaderError

    queries = sys.modules.get("queries.header")
    return (RingleaderError, queries.QueryError) if queries else (RingleaderError,)


def _fail(sentence: str, status: int) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(status)


def command(
    app: typer.Typer, example: str, name: str | None = None
) -> Callable[[Callable[Concatenate[Run, ...], None]], Callable[..., None]]:
    """Add the function to `app`; it gets a Run first, and --store, --data, --lang, --json."""

    def add(function: Callable[Concatenate[Run, ...], None]) -> Callable[..., None]:
        @functools.wraps(function)
        def wrapper(**given: Any) -> None:
            shared = [given.pop(key) for key, _, _ in _SHARED]
            with reported():
                run = make_run(*shared)
                with reported(run.lang):
                    function(run, **given)

        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        common = [
            inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for key, kind, default in _SHARED
        ]
        own = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own]
        every = [*own, *common]
        wrapper.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]
        wrapper.__annotations__ = {each.name: each.annotation for each in every}
        del wrapper.__wrapped__
        app.command(name, epilog=f"Example: {example}")(wrapper)
        return wrapper

    return add
