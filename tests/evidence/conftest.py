"""Cases and bundles on the hand-made example, in the embedded store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases import Cases
from evidence import BundleReport, write_bundle
from graph.provenance import Provenance
from graph.rings import save_run
from graph.store import Store
from tests.rings_example import example_run, load_example

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """An investigator's desk: a loaded store with a case on the example ring."""

    store: Store
    provenance: Provenance
    cases: Cases
    case: str
    out: Path

    def bundle(self, lang: str = "en", out: Path | None = None) -> BundleReport:
        return write_bundle(
            self.store,
            self.provenance,
            self.case,
            out or self.out,
            lang=lang,
            now=NOW,
            actor="ann",
        )

    def refer(self) -> None:
        self.cases.decide(self.case, "investigating", "Four claims, one account")
        self.cases.refer(self.case, "Public Security Bureau", "PSB-2026-0117")


def set_up(store: Store, directory: Path) -> Desk:
    provenance = load_example(store, store.data, directory / "source")
    save_run(store, example_run(), NOW)
    cases = Cases(store, "ann", lambda: NOW)
    case = cases.open("R-EXAMPL").number
    cases.note(case, "Called 王秀英 at home; Tomas Okello opened.")
    return Desk(store, provenance, cases, case, directory / "bundles")


@pytest.fixture
def desk(embedded_store: Store, tmp_path: Path) -> Desk:
    return set_up(embedded_store, tmp_path)


@pytest.fixture
def bundle(desk: Desk) -> BundleReport:
    """A referred case's bundle."""
    desk.refer()
    return desk.bundle()


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """All files of a folder by relative path."""
    return lambda folder: {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
