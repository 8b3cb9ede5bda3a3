"""kill -9 at any moment of a load: the same command once more ends as if nothing had happened."""

import os
from collections import Counter
from collections.abc import Callable

import pytest

from tests.faults.world import Fault, World, kill_child

_MANY = int(os.environ.get("RINGLEADER_KILLS", "200"))
_FEW = (3, 7, 12, 16, 21, 30)


@pytest.mark.parametrize("seed", _FEW)
def test_embedded_store(embedded: World, seed: int) -> None:
    fault = Fault.drawn(seed)
    embedded.strike(fault, lambda: kill_child(embedded.settings.data))


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_embedded_store_many_times(embedded: World, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        strike_often(embedded, _MANY, lambda: kill_child(embedded.settings.data))


def strike_often(world: World, count: int, kill_server: Callable[[], None]) -> None:
    """Faults of many seeds, one after the other; prints what was hit."""
    hits: Counter[str] = Counter()
    failed: dict[int, str] = {}
    for seed in range(1000, 1000 + count):
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
