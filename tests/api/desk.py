"""All ways in to one store for tests: the command line, a signed-in browser and GraphQL."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from api.cli.main import app
from api.graphql.schema import answer
from api.server.access import Access
from api.server.app import create_app
from api.services import Services
from graph.settings import Settings
from graph.store import open_store
from tests.api.web import Browser
from tests.lists_example import NOW


class Desk:
    """Services, a signed-in browser and the command line on one store."""

    def __init__(self, services: Services) -> None:
        self.services = services
        access = Access("token-for-tests")
        self.browser = Browser(create_app(services, access))
        assert self.browser.get(f"/login?token={access.login_token}").status_code == 303

    def run(self, *words: str, status: int = 0) -> str:
        """What a command prints: its errors when it is to end with another status than 0."""
        given = [*words, "--data", str(self.services.settings.data)]
        result = CliRunner().invoke(app, given)
        assert result.exit_code == status, (words, result.stderr)
        return result.stdout if status == 0 else result.stderr

    def json(self, *words: str) -> dict[str, Any]:
        """The document that a command prints."""
        found: dict[str, Any] = json.loads(self.run(*words, "--json"))
        return found

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of a GraphQL answer without errors."""
        response = answer(self.services, query, variables)
        assert "errors" not in response, response
        data: dict[str, Any] = response["data"]
        return data

    def page(self, path: str) -> str:
        """The text of a page."""
        response = self.browser.get(path)
        assert response.status_code == 200, response.text
        return response.text


@contextmanager
def opened(directory: Path) -> Iterator[Desk]:
    """A desk on a new, empty embedded store, at the time of the example."""
    settings = Settings(store="embedded", data=directory / "data", heap="512m", actor="li.wei")
    with open_store(settings) as store:
        store.prepare()
        yield Desk(Services(store, settings, lambda: NOW))
