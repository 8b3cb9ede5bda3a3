"""docker-compose.yml and Dockerfile, read and checked; they can't be started everywhere."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.neo4j_server import version

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The parsed compose file."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


@pytest.fixture(scope="module")
def dockerfile() -> str:
    """The Dockerfile's text."""
    return (ROOT / "Dockerfile").read_text()


def test_neo4j_is_the_version_that_the_tests_run_on(compose: dict[str, Any]) -> None:
    minor = ".".join(version().split(".")[:2])
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{minor}-community"


def test_the_password_comes_from_the_environment_and_must_be_set(compose: dict[str, Any]) -> None:
    neo4j, app = (compose["services"][name]["environment"] for name in ("neo4j", "app"))
    assert neo4j["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert app["RINGLEADER_NEO4J_PASSWORD"].startswith("${NEO4J_PASSWORD:?")


def test_no_variable_is_taken_for_a_setting_of_neo4j(compose: dict[str, Any]) -> None:
    """The image turns NEO4J_x__y into the setting x_y and refuses to start on unknown ones."""
    names = set(compose["services"]["neo4j"]["environment"]) - {"NEO4J_AUTH"}
    assert names == {
        "NEO4J_server_memory_heap_initial__size",
        "NEO4J_server_memory_heap_max__size",
        "NEO4J_server_memory_pagecache_size",
        "NEO4J_dbms_usage__report_enabled",
    }


def test_every_port_is_published_to_this_machine_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service["ports"]]
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_app_waits_for_a_neo4j_that_answers(compose: dict[str, Any]) -> None:
    app = compose["services"]["app"]
    assert app["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "cypher-shell" in compose["services"]["neo4j"]["healthcheck"]["test"][1]
    assert app["environment"]["RINGLEADER_STORE"] == "bolt://neo4j:7687"


def test_what_is_stored_is_in_declared_volumes(compose: dict[str, Any]) -> None:
    used = {
        volume.partition(":")[0]
        for service in compose["services"].values()
        for volume in service["volumes"]
    }
    assert used == set(compose["volumes"])


def test_memory_is_bounded(compose: dict[str, Any]) -> None:
    def gigabytes(given: str) -> int:
        found = re.fullmatch(r"\$\{\w+:-(\d+)g\}", given)
        assert found is not None
        return int(found[1])

    neo4j = compose["services"]["neo4j"]
    heap = gigabytes(neo4j["environment"]["NEO4J_server_memory_heap_max__size"])
    cache = gigabytes(neo4j["environment"]["NEO4J_server_memory_pagecache_size"])
    assert heap + cache < gigabytes(neo4j["mem_limit"])


def test_the_image_runs_as_nobody_special_and_says_whether_it_is_well(dockerfile: str) -> None:
    lines = dockerfile.splitlines()
    assert "USER ringleader" in lines
    assert lines.index("USER ringleader") < next(
        i for i, line in enumerate(lines) if line.startswith("CMD")
    )
    assert "HEALTHCHECK" in dockerfile
    assert "/healthz" in dockerfile


def test_the_image_holds_every_room_and_no_data() -> None:
    kept = (ROOT / ".dockerignore").read_text().splitlines()
    rooms = re.search(r"include = \[([^\]]+)\]", (ROOT / "pyproject.toml").read_text())
    assert rooms is not None
    assert kept[0] == "*"
    for room in re.findall(r'"(\w+)\*"', rooms[1]):
        assert f"!{room}" in kept
