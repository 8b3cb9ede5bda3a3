"""`ringleader demo`: the whole job on invented data, from sheets to a bundle, with times."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from api.services import Services
    from graph.rings.model import Ring

_TOP = 5


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader demo --directory demo")
    def demo(
        run: Run,
        directory: Annotated[
            Path, typer.Option("--directory", "-o", help="Where everything is written.")
        ] = Path("demo"),
        claims: Annotated[int, typer.Option(help="Number of claims.", min=200)] = 2000,
        seed: Annotated[int, typer.Option(help="Seed of the sample.")] = 7,
    ) -> None:
        """Write a sample, load it, find rings, view and bundle the strongest one.

        The store is in DIRECTORY/data unless --data or RINGLEADER_DATA names another place.
        """
        _Demo(run.at(directory / "data"), directory).play(claims, seed)


class _Demo:
    """One demo: what it made, and the seconds of each step."""

    def __init__(self, run: Run, directory: Path) -> None:
        self._run = run
        self._directory = directory
        self._made: dict[str, Any] = {"seconds": {}}
        self._begun = self._since = time.monotonic()

    def play(self, claims: int, seed: int) -> None:
        """Run all steps and print what came out."""
        from api.cli.commands.ingest import load
        from ingest.sample import write_sample

        sheets = self._directory / "sample"
        with self._run.steps() as steps:
            say = self._run.say
            write_sample(sheets, claims=claims, seed=seed, progress=lambda step: steps(say(step)))
        self._did("sample")
        with self._run.open() as services:
            self._did("open")
            self._made["ingest"] = load(self._run, services, sheets)
            self._run.mark(services)
            self._did("ingest")
            rings = self._find(services)
            if rings:
                self._work_on(services, rings[0])
        self._close()

    def _did(self, step: str) -> None:
        now = time.monotonic()
        self._made["seconds"][step] = round(now - self._since, 1)
        self._since = now

    def _find(self, services: "Services") -> "list[Ring]":
        from api.cli.progress import shares
        from api.documents import queue_document, ring_document

        with self._run.steps() as steps:
            found = services.run(shares(steps, self._run.say))
        queue = services.queue()
        services.cases.log_read("demo", [ring.id for ring in queue[:_TOP]])
        self._made |= queue_document(found, queue, _TOP, {}, self._run.lang)
        self._made["rings"] = [ring_document(ring, self._run.lang) for ring in queue[:_TOP]]
        self._made["engine"] = services.store.engine.caption
        self._did("rings")
        return queue

    def _work_on(self, services: "Services", ring: "Ring") -> None:
        from api.files import write_new
        from visual import render, ring_view

        lang = self._run.lang
        view = self._directory / f"{ring.id}.html"
        write_new(view, render(ring_view(services.store, ring, lang), lang))
        services.cases.log_read("view", [ring.id])
        self._did("view")
        open_on = [c for c in services.cases.list() if c.subject == ring.id and c.state != "closed"]
        case = open_on[0] if open_on else services.open_case(ring.id)
        report = services.write_bundle(case, self._directory / "bundles", lang)
        self._made |= {"view": view, "case": case.number, "bundle": report.path}
        self._made["draft"] = report.draft
        self._did("bundle")

    def _close(self) -> None:
        from api.cli.demo_shown import demo_shown

        self._made["seconds"]["all"] = round(time.monotonic() - self._begun, 1)
        self._made["data"] = self._run.settings.data
        self._run.emit(self._made, *demo_shown(self._made, self._run.say))
