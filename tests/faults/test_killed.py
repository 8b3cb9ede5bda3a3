"""kill -9 at any moment of a load: the same command once more ends as if nothing had happened."""

import os
from collections import Counter
from collections.abc import Callable

import pytest

from tests.faults.moments import Moment
from tests.faults.neo4j_world import Neo4jWorld
from tests.faults.world import Fault, World, kill_child

_MANY = int(os.environ.get("RINGLEADER_KILLS", "200"))
_FIRST = int(os.environ.get("RINGLEADER_FIRST_KILL", "1000"))  # seeds go on from here
_FEW = (3, pytest.param(12, marks=pytest.mark.slow))


@pytest.mark.parametrize("seed", _FEW)
def test_embedded_store(embedded: World, seed: int) -> None:
    fault = Fault.drawn(seed)
    embedded.strike(fault, lambda: kill_child(embedded.settings.data))


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_embedded_store_many_times(embedded: World, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        strike_often(embedded, _MANY, lambda: kill_child(embedded.settings.data))


def test_neo4j_client_killed_during_the_first_load(neo4j: Neo4jWorld) -> None:
    loading = Moment("step", "loading", 1)
    fault = Fault(first=True, both=False, victims="client", held=True, moment=loading)
    neo4j.strike(fault, neo4j.kill_server)


@pytest.mark.slow
def test_neo4j_server_killed_and_started_again(neo4j: Neo4jWorld) -> None:
    loading = Moment("step", "loading", 1)
    fault = Fault(first=True, both=False, victims="server", held=True, moment=loading)
    neo4j.empty()
    (client,) = neo4j.run(commands := neo4j.commands(fault))
    loading.wait([client], neo4j.settings.data, 1.0)
    if client.running:
        neo4j.kill_server()
        assert "No store answers at bolt://127.0.0.1" in client.finish().error
    neo4j.check(commands, fault)


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_neo4j_many_times(neo4j: Neo4jWorld, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        strike_often(neo4j, _MANY // 4, neo4j.kill_server)


def strike_often(world: World, count: int, kill_server: Callable[[], None]) -> None:
    """Faults of many seeds, one after the other; prints what was hit."""
    hits: Counter[str] = Counter()
    failed: dict[int, str] = {}
    for seed in range(_FIRST, _FIRST + count):
        fault = Fault.drawn(seed)
        try:
            hit = world.strike(fault, kill_server)
        except Exception as error:  # the next seeds begin anew
            failed[seed] = hit = f"failed: {' '.join(str(error).split())[:400]}"
            world.empty()
        hits[hit[:60]] += 1
        print(f"{seed} {hit}; {fault}", flush=True)  # noqa: T201
    for hit, times in hits.most_common():
        print(f"{times:4} {hit}")  # noqa: T201
    assert failed == {}
