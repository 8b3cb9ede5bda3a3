"""The example ring with services and a signed-in browser on it; and a loaded sample."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.server.access import Access
from api.server.app import create_app
from api.services import Services
from graph.rings import save_run
from graph.rings.model import RingRun
from graph.settings import Settings
from graph.store import Store, open_store
from tests.api.web import Browser
from tests.rings_example import example_run, load_example

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
API_TOKEN = "token-for-tests"


class ExampleServices(Services):
    """Services whose rings are the hand-made ones: the analysis has tests of its own."""

    def run(
        self,
        progress: Callable[[str, float], None] | None = None,
        *,
        incremental: bool | None = None,
    ) -> RingRun:
        del progress, incremental
        return example_run()


@pytest.fixture
def services(embedded_store: Store, embedded_settings: Settings, tmp_path: Path) -> Services:
    """Services on the example ring; the clock stands still."""
    load_example(embedded_store, embedded_settings.data, tmp_path / "sheets")
    save_run(embedded_store, example_run(), NOW)
    settings = embedded_settings.model_copy(update={"actor": "li.wei"})
    return ExampleServices(embedded_store, settings, lambda: NOW)


@pytest.fixture
def access() -> Access:
    """Tokens of the server under test."""
    return Access(API_TOKEN)


@pytest.fixture
def visitor(services: Services, access: Access) -> Browser:
    """A browser that hasn't signed in."""
    return Browser(create_app(services, access))


@pytest.fixture
def browser(visitor: Browser, access: Access) -> Browser:
    """A browser that has signed in."""
    assert visitor.get(f"/login?token={access.login_token}").status_code == 303
    return visitor


@dataclass(frozen=True)
class Drill:
    """A loaded sample: what `ringleader sample` and `ringleader ingest` made of it."""

    data: Path
    sheets: Path

    def run(self, *words: str, status: int = 0) -> str:
        """Run a command on it in this process; returns what it printed to stdout."""
        result = CliRunner().invoke(app, [*words, "--data", str(self.data)])
        assert result.exit_code == status, (words, result.stderr)
        assert "Traceback" not in result.stderr
        return result.stdout if status == 0 else result.stderr

    def json(self, *words: str) -> dict[str, Any]:
        """The same, printed as JSON and read."""
        found: dict[str, Any] = json.loads(self.run(*words, "--json"))
        return found


@pytest.fixture(scope="session")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drill]:
    """A small sample, loaded by command line into an embedded store of its own."""
    directory = tmp_path_factory.mktemp("drill")
    made = Drill(directory / "data", directory / "sample")
    with open_store(Settings(store="embedded", data=made.data, heap="512m")):  # kept running
        made.run("sample", "-o", str(made.sheets), "--claims", "420")
        made.run("ingest", str(made.sheets))
        yield made
