"""The embedded process: shared by commands, ends with the last one, survives being killed."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graph.errors import StoreError
from graph.language import failure_text
from graph.settings import Settings
from graph.store import open_store
from graph.store.child import HELD, free_port, listens
from graph.store.embedded import embedded
from graph.store.runtime import Paths, Runtime

_CLIENT = """
import sys, time
from pathlib import Path
from graph.settings import Settings
from graph.store import open_store
with open_store(Settings(store="embedded", data=Path(sys.argv[1]), heap="256m")) as store:
    print(store.status().pid, flush=True)
    sys.stdin.readline()
"""


def settings(data: Path) -> Settings:
    return Settings(store="embedded", data=data, heap="256m")


def start_client(data: Path) -> "subprocess.Popen[str]":
    """Another command on the same directory; prints the child's pid, ends at end of input."""
    return subprocess.Popen(
        [sys.executable, "-c", _CLIENT, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    )


def pid_of(client: "subprocess.Popen[str]") -> int:
    assert client.stdout is not None
    return int(client.stdout.readline())


def wait_until(happened: Callable[[], bool], seconds: float = 30) -> None:
    give_up = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up, "it didn't happen in time"
        time.sleep(0.05)


def ended(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_commands_share_one_process_that_ends_with_the_last(data: Path) -> None:
    clients = [start_client(data) for _ in range(3)]  # at once: one of them starts the child
    pids = {pid_of(client) for client in clients}
    assert len(pids) == 1
    (pid,) = pids
    with open_store(settings(data)) as store:
        store.prepare()
        store.load_nodes("Person", {"id": ["person-1"], "name": ["Ann"]})
        status = store.status()
        assert (status.pid, status.clients) == (pid, 4)
        check_privacy(data, pid)
    clients[0].kill()  # kill -9: it says no goodbye
    for client in clients[1:]:
        client.communicate("\n", timeout=30)
    clients[0].communicate()
    wait_until(lambda: ended(pid))
    assert not Paths(data).runtime.exists()
    check_survival_of_kill(data)


def check_privacy(data: Path, pid: int) -> None:
    """Private files, loopback only, and nothing written outside the data directory."""
    paths = Paths(data)
    for path in (paths.runtime, paths.log):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.root.stat().st_mode) == 0o700
    process = psutil.Process(pid)
    listening = [c.laddr.ip for c in process.net_connections("inet") if c.status == "LISTEN"]
    assert len(listening) == 3  # Bolt, control, HTTP
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}
    assert Path(process.cwd()) == paths.root
    runtime = Runtime.read(paths.runtime)
    assert runtime is not None
    assert runtime.password not in " ".join(process.cmdline())


def check_survival_of_kill(data: Path) -> None:
    """After kill -9 of the child: the open command says so, the next one finds what was written."""
    with open_store(settings(data)) as store:
        store.load_nodes("Person", {"id": ["person-2"], "name": ["李四"]})
        pid = store.status().pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: ended(pid))
        with pytest.raises(StoreError, match="run the command again"):
            store.is_empty()
    (data / "store" / "databases" / "graph7").mkdir()  # a load that never finished
    with open_store(settings(data)) as store:
        assert store.nodes("Person", ["name"])["name"] == ["Ann", "李四"]
        assert not (data / "store" / "databases" / "graph7").exists()
        again = store.status().pid
        assert again is not None
        assert again != pid
        os.kill(again, signal.SIGTERM)
        wait_until(lambda: ended(again))
    assert "ArcadeDB Server is down" in (data / "store" / "child.log").read_text()


def test_a_killed_only_client_takes_the_process_with_it(data: Path) -> None:
    client = start_client(data)
    pid = pid_of(client)
    client.kill()
    client.communicate()
    wait_until(lambda: ended(pid))


def test_a_port_is_ours_only_if_this_process_listens_on_it() -> None:
    port = free_port()
    assert not listens(port)
    with socket.create_server(("127.0.0.1", port)):
        assert listens(port)


def test_a_data_directory_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with (
        pytest.raises(StoreError, match=r"can't be written .* RINGLEADER_DATA"),
        open_store(settings(tmp_path / "data")),
    ):
        pass


def test_a_heap_that_java_refuses_is_said(data: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"can't start: .* see .*child\.log"),
        open_store(Settings(store="embedded", data=data, heap="nonsense")),
    ):
        pass


def test_work_of_another_command_during_a_load_is_told_in_both_languages(data: Path) -> None:
    with embedded(settings(data)) as (_, control, _):
        control.ask("load_open", database="graph2")
        control.ask("load_close")
        with pytest.raises(StoreError, match="Another command wrote to the embedded") as caught:
            control.ask("load_switch", database="graph2", work=7)
    assert failure_text(caught.value, "zh").startswith("导入期间有另一条命令写入了嵌入式库")


def test_a_process_that_does_not_end_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Held:
        returncode = HELD

    monkeypatch.setattr("graph.store.embedded._launch", lambda *_: Held())
    monkeypatch.setattr("graph.store.embedded._await", lambda *_: None)
    with pytest.raises(StoreError, match="holds the embedded store in"), embedded(settings(data)):
        pass
