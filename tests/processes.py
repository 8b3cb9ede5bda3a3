"""What another process needs to work on a store under test."""

import os
from pathlib import Path

from graph.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
"""The folder that it runs in."""


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """Its environment: the same store by settings, and `more`."""
    return {
        **os.environ,
        "RINGLEADER_STORE": settings.store,
        "RINGLEADER_DATA": str(settings.data),
        "RINGLEADER_HEAP": settings.heap,
        "RINGLEADER_NEO4J_USER": settings.neo4j_user,
        "RINGLEADER_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "PYTHONPATH": str(ROOT),
        **more,
    }
