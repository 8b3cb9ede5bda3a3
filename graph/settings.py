"""The one module that reads settings: environment variables named RINGLEADER_*."""

import getpass
import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Language = Literal["en", "zh"]


def _actor() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no passwd entry, as in a container with a bare uid
        return "unknown"


class Settings(BaseSettings):
    """Settings of one process; every field can be given as RINGLEADER_<FIELD>."""

    model_config = SettingsConfigDict(env_prefix="RINGLEADER_", extra="ignore")

    store: str = Field(
        "embedded", description="'embedded', or the URI of a Neo4j server (neo4j://, bolt://, +s)"
    )
    data: Path = Field(
        Path("data"), description="directory of the embedded store, source files and provenance"
    )
    shared: str | None = Field(
        None,
        description="directory or URL (fsspec) where provenance and source files are kept, when "
        "several machines work on one Neo4j; the data directory when not set",
    )
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr = SecretStr("")
    neo4j_database: str = "neo4j"
    heap: str = Field("2g", description="Java heap of the embedded store")
    lang: Language = "en"
    actor: str = Field(default_factory=_actor, description="who acts, for cases and the audit log")
    processes: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        description="worker processes of the ring analysis; all cores when not set",
        ge=1,
    )
    query_seconds: float = Field(30.0, description="time limit of one read query", gt=0)
