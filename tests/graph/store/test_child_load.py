"""Steps of a first load in the embedded process come one after the other."""

import threading
from pathlib import Path
from typing import Any, cast

import pytest

from graph.errors import StoreError
from graph.language import failure_text
from graph.store.arcade import Arcade
from graph.store.arcade_load import ArcadeLoad
from graph.store.child_load import Loads
from graph.store.runtime import Paths


class SlowToSwitch:
    """Stands for the engine while it puts a new graph in the place of the old."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.current = "old"

    def load(self, *_: object) -> "SlowToSwitch":
        return self

    def close(self) -> None:
        pass

    def count(self, *_: object) -> tuple[int, int]:
        return 0, 0

    def settle(self, *_: object) -> None:
        pass

    def replace(self, *_: object) -> None:
        self.begun.set()
        assert self.go_on.wait(10)
        self.current = "new"


def test_who_loads_next_sees_the_graph_that_a_killed_client_was_switching_to(data: Path) -> None:
    paths = Paths(data)
    paths.databases.mkdir(parents=True)
    engine = SlowToSwitch()
    loads = Loads(cast("Arcade", cast("Any", engine)), paths)
    for command in ("load_open", "load_close"):
        loads.handle(command, {"database": "new"})
    switching = threading.Thread(
        target=loads.handle, args=("load_switch", {"database": "new", "work": 0})
    )
    seen: list[str] = []

    def next_client() -> None:
        loads.handle("load_wait", {})
        seen.append(engine.current)

    switching.start()
    assert engine.begun.wait(10)
    following = threading.Thread(target=next_client)
    following.start()
    following.join(0.1)
    engine.go_on.set()
    switching.join()
    following.join()

    assert seen == ["new"]


def test_links_that_the_engine_did_not_write_whole_are_noticed() -> None:
    load = object.__new__(ArcadeLoad)  # without an engine
    load._links = 3
    load._check_links(3)
    with pytest.raises(StoreError, match=r"2 of 3 links whole.*RINGLEADER_HEAP") as caught:
        load._check_links(2)
    assert failure_text(caught.value, "zh").startswith("3 条关联中，嵌入式库只完整写入了 2 条")
