"""Says what the driver raises as one sentence: what happened, where, and what to do.

Messages of the server may quote values, so only those of broken query text are passed on.
"""

import errno
import shutil

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConstraintError,
    CypherSyntaxError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreError
from graph.store.rows import EngineInfo

_FULL = ("No space left", "disk full", "There is not enough space")
_NO_SPACE = 1 << 20  # bytes that are left on a disk that refused to write


def said(error: Exception, engine: EngineInfo, seconds: float) -> StoreError:
    """The StoreError for an error of the driver; `seconds` was the time limit."""
    where = engine.where
    if is_full(error):
        return disk_full(where)
    if isinstance(error, AuthError):
        return StoreError(
            f"The store at {where} refused the user name or password; "
            "set RINGLEADER_NEO4J_USER and RINGLEADER_NEO4J_PASSWORD."
        )
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        return StoreError(f"No store answers at {where}; {_start_it(engine)}")
    if isinstance(error, ConfigurationError):
        return StoreError(f"The store address {where} can't be used: {error}")
    if isinstance(error, CypherSyntaxError):
        return StoreError(f"The store at {where} can't read a query: {error.message}")
    if isinstance(error, ConstraintError):
        return StoreError(
            f"The store at {where} refused to write: an id that must be unique is taken "
            "by another entity or link; nothing of this step was stored."
        )
    code = error.code or "" if isinstance(error, Neo4jError) else type(error).__name__
    if "TransactionTimedOut" in code or "Terminated" in code:
        return StoreError(
            f"The store at {where} ended a query that took longer than {seconds:g} s; "
            "ask for less, or raise RINGLEADER_QUERY_SECONDS."
        )
    if "DatabaseNotFound" in code:
        return StoreError(
            f"The store at {where} has no such database; set RINGLEADER_NEO4J_DATABASE."
        )
    if engine.name == "embedded" and _without_space(where):
        return disk_full(where)  # the engine doesn't always say why it failed
    return StoreError(f"The store at {where} failed ({code}).")


def _without_space(where: str) -> bool:
    try:
        return shutil.disk_usage(where).free < _NO_SPACE
    except OSError:
        return False


def is_full(error: BaseException) -> bool:
    """Whether an error, or what caused it, says that the disk is full."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    return any(words in str(error) for words in _FULL)


def is_out_of_heap(error: BaseException) -> bool:
    """Whether an error says that the embedded store's Java heap is used up."""
    return "OutOfMemoryError" in str(error)


def out_of_heap() -> StoreError:
    """The sentence for a Java heap that is too small."""
    return StoreError(
        "The embedded store's process needs more memory than it may take; set RINGLEADER_HEAP to "
        "more (4g, say; 2g when not set), wait until nobody uses the store, and run the command "
        "again."
    )


def disk_full(where: object) -> StoreError:
    """The sentence for a full disk."""
    return StoreError(f"The disk of {where} is full; free some space and run the command again.")


def not_writable(where: object, error: OSError) -> StoreError:
    """The sentence for a directory that can't be written."""
    if is_full(error):
        return disk_full(where)
    return StoreError(
        f"The data directory {where} can't be written ({error.strerror}); "
        "choose another with RINGLEADER_DATA."
    )


def _start_it(engine: EngineInfo) -> str:
    if engine.name == "embedded":
        return "its process ended; run the command again."
    return "start it (docker compose up -d neo4j), or set RINGLEADER_STORE=embedded."
