"""Says what the driver or the embedded process raises as one sentence: what, where, what to do.

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
from graph.language import failure
from graph.store.rows import EngineInfo

_FULL = ("No space left", "disk full", "There is not enough space")
_NO_SPACE = 1 << 20  # bytes that are left on a disk that refused to write


def said(error: Exception, engine: EngineInfo, seconds: float) -> StoreError:
    """The StoreError for an error of the driver; `seconds` was the time limit."""
    where = engine.where
    if is_full(error):
        return disk_full(where)
    if isinstance(error, AuthError):
        return failure(StoreError, "store.error.password", where=where)
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        known = "embedded" if engine.name == "embedded" else "server"
        return failure(StoreError, f"store.error.no_answer.{known}", where=where)
    if isinstance(error, ConfigurationError):
        return failure(StoreError, "store.error.address", where=where, error=str(error))
    if isinstance(error, CypherSyntaxError):
        return failure(StoreError, "store.error.query", where=where, reason=error.message)
    if isinstance(error, ConstraintError):
        return failure(StoreError, "store.error.unique", where=where)
    code = error.code or "" if isinstance(error, Neo4jError) else type(error).__name__
    if "TransactionTimedOut" in code or "Terminated" in code:
        return failure(StoreError, "store.error.too_long", where=where, seconds=f"{seconds:g}")
    if "DatabaseNotFound" in code:
        return failure(StoreError, "store.error.no_database", where=where)
    if engine.name == "embedded" and _without_space(where):
        return disk_full(where)  # the engine doesn't always say why it failed
    return failure(StoreError, "store.error.failed", where=where, code=code)


def refused(command: str, error: Exception) -> StoreError:
    """What went wrong with a command of the embedded store's process."""
    if isinstance(error, StoreError) and error.said:
        return error
    what = f"{type(error).__name__}: {error}"
    told = failure(StoreError, "store.error.refused", command=command, error=what)
    if is_full(error) or is_full(told):
        return failure(StoreError, "store.error.embedded_full")
    return out_of_heap() if is_out_of_heap(told) else told


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
    return failure(StoreError, "store.error.heap")


def disk_full(where: object) -> StoreError:
    """The sentence for a full disk."""
    return failure(StoreError, "store.error.disk_full", where=where)


def not_writable(where: object, error: OSError) -> StoreError:
    """The sentence for a directory that can't be written."""
    if is_full(error):
        return disk_full(where)
    return failure(StoreError, "store.error.data_directory", where=where, reason=error.strerror)
