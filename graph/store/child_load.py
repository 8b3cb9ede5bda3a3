"""The child's part of a first load: fills a new database and puts it in the place of the old."""

import shutil
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.store.arcade import Arcade
from graph.store.arcade_load import ArcadeLoad
from graph.store.runtime import Paths, write_private


class Loads:
    """At most one first load at a time; a new one ends what a killed client began."""

    def __init__(self, arcade: Arcade, paths: Paths) -> None:
        self._arcade = arcade
        self._paths = paths
        self._name = ""
        self._load: ArcadeLoad | None = None
        self._lock = threading.Lock()  # a killed client's step goes on to its end

    def handle(self, command: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """Do one step, after that under way; each says by name what it works on."""
        with self._lock:
            return self._handle(command, request)

    def _handle(self, command: str, request: Mapping[str, Any]) -> dict[str, Any]:
        if command == "load_wait":
            return {}
        if command == "load_open":
            self._drop()
            self._name = str(request["database"])
            self._load = self._arcade.load(self._name)
            return {}
        if command == "load_switch":
            return self._switch(str(request["database"]), int(request["work"]))
        if command == "load_drop":
            self._drop()
            return {}
        if self._load is None:
            raise ValueError("no load is open")
        if command == "load_close":
            self._load.close()
            self._load = None
            nodes, links = self._arcade.count(self._name)
            return {"nodes": nodes, "links": links}
        path = Path(request["file"])
        if command == "load_nodes":
            return {"rows": self._load.nodes(request["label"], path)}
        ends = request["source"], request["target"]
        return {"rows": self._load.links(request["type"], *ends, path)}

    def _drop(self) -> None:
        if self._load is not None:
            self._load.abandon()
            self._load = None
        if self._name:
            self._arcade.drop(self._name)
            self._name = ""
        for folder in self._paths.databases.iterdir():  # of a database that didn't open
            if folder.is_dir() and folder.name != self._paths.current():
                shutil.rmtree(folder)

    def _switch(self, name: str, work: int) -> dict[str, Any]:
        if name != self._name or self._load is not None:
            raise ValueError("no load is complete")
        self._arcade.settle(name, self._paths.databases / name)
        current = self._paths.current()
        self._arcade.replace(current, work, lambda: write_private(self._paths.pointer, name))
        self._name = ""
        return {}
