"""Who may use the server: a one-time sign-in token, sessions in memory, CSRF and API tokens."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SESSION_SECONDS = 12 * 3600.0
"""A session ends after this long without a request: one working day."""
_MOST_SESSIONS = 64


@dataclass
class Session:
    """One signed-in browser; `csrf` is the secret that its forms carry."""

    csrf: str
    seen: float  # seconds of the monotonic clock
    lang: str | None = None  # chosen on a page; None: the server's
    message: str = ""  # what the last act left for the next page to say


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


class Access:
    """Tokens and sessions of one running server; secrets are kept as digests where possible."""

    def __init__(
        self, api_token: str | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self.login_token = secrets.token_urlsafe(32)
        self._login: bytes | None = _digest(self.login_token)
        self._api = _digest(api_token) if api_token else None
        self._sessions: dict[bytes, Session] = {}
        self._lock = threading.Lock()

    def sign_in(self, token: str) -> str | None:
        """Exchange the one-time token for a session's secret; None when wrong or used."""
        with self._lock:
            if self._login is None or not hmac.compare_digest(self._login, _digest(token)):
                return None
            self._login = None
            secret = secrets.token_urlsafe(32)
            while len(self._sessions) >= _MOST_SESSIONS:
                del self._sessions[min(self._sessions, key=lambda k: self._sessions[k].seen)]
            self._sessions[_digest(secret)] = Session(secrets.token_urlsafe(32), self._clock())
            return secret

    def session(self, secret: str | None) -> Session | None:
        """The live session with this secret, if any; it lives on from now."""
        if not secret:
            return None
        key, now = _digest(secret), self._clock()
        with self._lock:
            session = self._sessions.get(key)
            if session is None:
                return None
            if now - session.seen > SESSION_SECONDS:
                del self._sessions[key]
                return None
            session.seen = now
            return session

    def sign_out(self, secret: str | None) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_digest(secret or ""), None)

    def is_api_token(self, token: str) -> bool:
        """Whether this is the token that --api-token printed."""
        return self._api is not None and hmac.compare_digest(self._api, _digest(token))


def csrf_holds(session: Session, given: str) -> bool:
    """Whether a form carries its session's secret."""
    return hmac.compare_digest(session.csrf.encode(), given.encode())
