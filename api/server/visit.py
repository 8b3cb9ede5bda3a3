"""One signed-in request for a page: its session, language, services and pages."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock

from fastapi import Request
from starlette.responses import HTMLResponse, RedirectResponse

from api.pages import Pages
from api.server.access import Session
from api.server.session import signed_in
from api.services import Services
from graph.language import LANGUAGES
from graph.provenance import SourceRow

_PICTURES = 64


class Pictures:
    """The last views that were drawn: laying out a big ring takes seconds, and never changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, draw: Callable[[], str]) -> str:
        """The picture with this key, drawn now when it isn't kept."""
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        drawn = draw()
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > _PICTURES:
                self._kept.popitem(last=False)
        return drawn


class Visit:
    """What the route of a page works with."""

    def __init__(self, request: Request, session: Session) -> None:
        self.services: Services = request.app.state.services
        self.pictures: Pictures = request.app.state.pictures
        self.session = session
        if (asked := request.query_params.get("lang")) in LANGUAGES:
            session.lang = asked
        self.lang = session.lang or self.services.settings.lang
        query = f"?{request.url.query}" if request.url.query else ""
        self.pages = Pages(
            self.lang,
            csrf=session.csrf,
            actor=self.services.settings.actor,
            engine=self.services.store.engine.caption,
            invented=self.services.invented(),
            here=f"{request.url.path}{query}",
        )

    def page(self, text: str) -> HTMLResponse:
        """The page as a response."""
        return HTMLResponse(text)

    def log(self, what: str, ids: Sequence[str]) -> None:
        """Put a read of personal data into the audit trail."""
        self.services.cases.log_read(what, ids)

    def sources(self, facts: Sequence[str]) -> dict[str, list[SourceRow]]:
        """Source rows of entities and links."""
        return self.services.provenance.rows_of(facts)

    def go(self, address: str, message: str = "") -> RedirectResponse:
        """Send the browser on after an act; the next page shows the message once."""
        self.session.message = message
        return RedirectResponse(address, 303)

    def message(self) -> str:
        """What the last act left to say; said once."""
        message, self.session.message = self.session.message, ""
        return message


def visit(request: Request) -> Visit:
    """The visit of a signed-in request; Refused without a session."""
    return Visit(request, signed_in(request))
