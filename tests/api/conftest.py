"""The example ring in an empty embedded store, with the services and a signed-in browser on it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.server.access import Access
from api.server.app import create_app
from api.services import Services
from graph.rings import save_run
from graph.rings.model import RingRun
from graph.settings import Settings
from graph.store import Store
from tests.api.web import Browser
from tests.rings_example import example_run, load_example

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
API_TOKEN = "token-for-tests"


class ExampleServices(Services):
    """Services whose rings are the hand-made ones: the analysis has tests of its own."""

    def run(self, progress: Callable[[str, float], None] | None = None) -> RingRun:
        del progress
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
