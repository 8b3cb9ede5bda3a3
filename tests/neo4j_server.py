"""A real Neo4j Community server for tests, started from its published Java artifacts.

GPLv3: for tests and benchmarks on this machine only, never shipped. The jars are fetched once by
Maven (tests/neo4j/pom.xml) into ~/.cache/ringleader-neo4j-<version>/.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import neo4j
from filelock import FileLock

from graph.settings import Settings
from graph.store.child import free_port

POM = Path(__file__).resolve().parent / "neo4j" / "pom.xml"
PASSWORD = "invented-for-tests"
_START_SECONDS = 90.0
_COPY = ["mvn", "-B", "-q", "-ntp", "dependency:copy-dependencies", "-DincludeScope=runtime"]
_QUICK_START = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # tests are short
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


class NoServerError(Exception):
    """Why no server can run here."""


@dataclass(frozen=True)
class Neo4jAddress:
    """Where a Neo4j server answers and how to log in."""

    uri: str
    user: str
    password: str

    def settings(self, data: Path) -> Settings:
        """Settings of a store on it."""
        return Settings.model_validate(
            {
                "store": self.uri,
                "data": data,
                "neo4j_user": self.user,
                "neo4j_password": self.password,
            }
        )


def version() -> str:
    """The pinned version, read from the pom."""
    names = {"m": "http://maven.apache.org/POM/4.0.0"}
    found = ElementTree.parse(POM).getroot().find("m:properties/m:neo4j.version", names)  # noqa: S314
    assert found is not None
    assert found.text
    return found.text


def jars() -> Path:
    """Folder of the server's jars, fetched on first use; NoServerError says what is missing."""
    for tool in ("java", "mvn"):
        if shutil.which(tool) is None:
            raise NoServerError(f"{tool} is not installed")
    home = Path.home() / ".cache" / f"ringleader-neo4j-{version()}"
    home.mkdir(parents=True, exist_ok=True)
    lib, done = home / "lib", home / "complete"
    with FileLock(home / "lock"):
        if not done.exists():
            fetched = subprocess.run(
                [*_COPY, "-f", str(POM), f"-DoutputDirectory={lib}"],
                capture_output=True,
                text=True,
                check=False,
            )
            if fetched.returncode:
                raise NoServerError(f"Maven can't fetch Neo4j: {fetched.stdout.strip()[-200:]}")
            done.touch()
    return lib


def _configure(home: Path, port: int, pagecache: str = "128m") -> None:
    for folder in ("conf", "data", "logs", "plugins", "import", "run"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(
        "\n".join(
            [
                "server.default_listen_address=127.0.0.1",
                f"server.bolt.listen_address=127.0.0.1:{port}",
                "server.http.enabled=false",
                "server.https.enabled=false",
                "dbms.usage_report.enabled=false",
                f"server.memory.pagecache.size={pagecache}",
                "db.tx_log.preallocate=false",
                "db.checkpoint.interval.time=1h",
                "dbms.security.procedures.unrestricted=gds.*",
            ]
        )
    )


def _java(lib: Path, heap: str, flags: Sequence[str]) -> list[str]:
    java = ["java", f"-Xmx{heap}", *flags]
    java += [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENS]
    return [*java, "-Dio.netty.tryReflectionSetAccessible=true", "-cp", f"{lib}/*"]


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def _admin(home: Path, java: Sequence[str], *arguments: str) -> None:
    """Run neo4j-admin; what it says is in the error when it fails."""
    command = [*java, "org.neo4j.server.startup.Neo4jAdminCommand", *arguments]
    done = subprocess.run(
        command, env=_environment(home), check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"neo4j-admin failed: {(done.stdout + done.stderr)[-2000:]}")


def import_database(
    home: Path, arguments: Sequence[str], heap: str = "512m", flags: Sequence[str] = _QUICK_START
) -> None:
    """Run neo4j-admin with `arguments` for a server below `home` that doesn't run."""
    lib = jars()
    _configure(home, free_port())
    _admin(home, _java(lib, heap, flags), *arguments)


@contextmanager
def running_server(
    home: Path,
    heap: str = "512m",
    flags: Sequence[str] = _QUICK_START,
    pagecache: str = "128m",
    plugins: Sequence[Path] = (),
) -> Iterator[Neo4jAddress]:
    """A server of its own below `home`, killed at the end; `flags` are Java's, `plugins` jars."""
    lib, port = jars(), free_port()
    _configure(home, port, pagecache)
    for jar in plugins:
        shutil.copy(jar, home / "plugins")
    java = _java(lib, heap, flags)
    java[-1] += f":{home / 'plugins'}/*"
    if not (home / "data" / "dbms").exists():
        _admin(home, java, "dbms", "set-initial-password", PASSWORD)
    entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}"]
    log = home / "logs" / "console.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*java, *entry, f"--config-dir={home / 'conf'}"],
            env=_environment(home),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        address = Neo4jAddress(f"bolt://127.0.0.1:{port}", "neo4j", PASSWORD)
        _wait(address, process, log)
        yield address
    finally:
        process.kill()  # nobody needs its files any more
        process.wait()


def _wait(address: Neo4jAddress, process: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up = time.monotonic() + _START_SECONDS
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        while True:
            try:
                driver.verify_connectivity()
                return
            except neo4j.exceptions.DriverError:
                if process.poll() is not None or time.monotonic() > give_up:
                    tail = log.read_text(errors="replace")[-2000:]
                    raise NoServerError(f"Neo4j doesn't start:\n{tail}") from None
                time.sleep(0.2)
