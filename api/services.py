"""What every way in works with: the open store, provenance, cases, and the current rings."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from api.notices import Document, notice_documents
from cases import Case, Cases, DismissedRing
from cases.bulletins import described_in, find_bulletin
from graph.errors import NotFoundError
from graph.explore import is_invented
from graph.language import failure
from graph.measures.notices import Notice, read_listings
from graph.measures.outcomes import known_outcomes
from graph.provenance import Provenance
from graph.rings import Progress, RingParameters, current_run, ring_by_id
from graph.rings.beside import kept_known
from graph.rings.calibration import calibration_digest
from graph.rings.find import restored
from graph.rings.history import Recorded, history, successors
from graph.rings.keep import evidence_stamp, load_run
from graph.rings.known_network import KnownParties
from graph.rings.model import Ring, RingRun, Sentence
from graph.rings.notices import Known
from graph.rings.restore import Restored, suppressed_line
from graph.settings import Settings
from graph.store import Store

if TYPE_CHECKING:  # typesetting and signing load only when a bundle is written
    from evidence import BundleReport


def utc_now() -> datetime:
    """The clock of a running process, to the second; tests pass their own."""
    return datetime.now(UTC).replace(microsecond=0)


class Services:
    """One open store and the rooms that work on it; shared by the threads of a server."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime] = utc_now,
        *,
        incremental: bool | None = None,
    ) -> None:
        """`incremental`: how rings are looked for where it isn't said (graph.rings.current_run)."""
        self.store = store
        self.settings = settings
        self.clock = clock
        self.cases = Cases(store, settings.actor, clock)
        self._incremental = incremental
        self._running = threading.Lock()
        self._run: RingRun | None = None
        self._known: tuple[str, Known] | None = None
        self._around: tuple[str, KnownParties | None] | None = None
        self._local = threading.local()

    @property
    def provenance(self) -> Provenance:
        """The provenance table; one a thread, as DuckDB's connections ask for."""
        found: Provenance | None = getattr(self._local, "provenance", None)
        if found is None:
            found = self._local.provenance = Provenance(self.store.kept)
        return found

    def run(self, progress: Progress | None = None, *, incremental: bool | None = None) -> RingRun:
        """The rings of the store's present evidence; found now when it has changed.

        `incremental` says how (graph.rings.current_run). One thread at a time looks for rings; the
        others wait for its result.
        """
        if incremental is None:
            incremental = self._incremental
        with self._running:
            now, run = self.clock(), self._run
            if (
                run is None
                or (incremental is False and run.incremental)
                or run.calibration != calibration_digest(self.store.data)
                or run.stamp != evidence_stamp(self.store, now.date())
            ):
                run = self._run = current_run(
                    self.store,
                    self.provenance,
                    now=now,
                    progress=progress,
                    incremental=incremental,
                )
            return run

    def known(self) -> Known:
        """Notices and outcomes as of today; read anew when the evidence or what counts changes."""
        today = self.clock().date()
        stamp = f"{today} {evidence_stamp(self.store, today)}"
        if (kept := self._known) is None or kept[0] != stamp:
            found = Known(today, read_listings(self.store), known_outcomes(self.store, today))
            kept = self._known = (stamp, found)
        return kept[1]

    def known_parties(self) -> KnownParties | None:
        """Known fraud around every party as of the latest analysis; None where there is none."""
        run = self._run
        made = f"{run.stamp} {run.digest}" if run else ""
        if self._around is None or not made or self._around[0] != made:
            self._around = (made, kept_known(self.store))
        return self._around[1]

    def notice_documents(self, notices: Sequence[Notice], lang: str) -> list[Document]:
        """Notices with what they mean now, their rings and the typologies they led to."""
        rings, links = self.run().rings, self.cases.bulletin_links()
        return notice_documents(self.store, self.known(), notices, rings, links, lang)

    def bulletin(self, number: str) -> str:
        """Id of the bulletin with this number; NotFoundError when there is none."""
        return find_bulletin(self.store, number)[0]

    def described_in(self) -> dict[str, tuple[Sentence, ...]]:
        """Per typology, the bulletins that led to it."""
        return described_in(self.store)

    def ring(self, number: str) -> Ring:
        """The ring with this number; NotFoundError when the present evidence has none, with the
        rings that have its people now."""
        run = self.run()
        try:
            return ring_by_id(run, number)
        except NotFoundError:
            if found := successors(self.store, run, number):
                gone = number.strip().upper()
                raise failure(
                    NotFoundError, "rings.error.gone", ring=gone, rings=list(found)
                ) from None
            raise

    def ring_history(self, number: str) -> tuple[Recorded, ...]:
        """What was recorded of a ring, oldest first."""
        return history(self.store, number)

    def followed(self, case: Case) -> list[Ring]:
        """The rings of the latest analysis with the people of the ring a case was opened on."""
        if case.subject_kind != "ring":
            return []
        run = self._run or load_run(self.store)
        wanted = successors(self.store, run, case.subject) if run else ()
        return [ring for ring in run.rings if ring.id in wanted] if run else []

    def restored(self, ring: Ring, hub: str, progress: Progress | None = None) -> Restored:
        """The ring as it would be if something left out of it counted; nothing is kept."""
        line = suppressed_line(hub, (*ring.suppressed, *self.run().suppressed))
        parameters = RingParameters()
        known = self.known()
        return restored(self.store, self.provenance, ring, line, parameters, known, progress)

    def dismissed(self) -> dict[str, DismissedRing]:
        """Dismissed rings of the present evidence by number, with what has come to them since."""
        return {entry.ring: entry for entry in self.cases.dismissals(self.run())}

    def queue(self, *, weak: bool = False, dismissed: bool = False) -> list[Ring]:
        """Rings to triage, by rank; a dismissed one that has grown is among them."""
        put_by = {} if dismissed else self.dismissed()
        return [
            ring
            for ring in self.run().rings
            if (weak or not ring.weak) and (ring.id not in put_by or put_by[ring.id].grown)
        ]

    def open_case(self, subject: str, title: str | None = None) -> Case:
        """Open a case; on a ring of the present evidence, which is looked for when needed."""
        if subject.strip().startswith("R-"):
            self.run()
        return self.cases.open(subject, title)

    def write_bundle(self, case: Case, directory: Path, lang: str) -> "BundleReport":
        """Write the case's evidence bundle; logged by the room that writes it."""
        from evidence import write_bundle

        return write_bundle(
            self.store,
            self.provenance,
            case,
            directory,
            lang=lang,
            now=self.clock(),
            actor=self.settings.actor,
        )

    def invented(self) -> bool:
        """Whether the store holds invented data, which must be marked everywhere."""
        return is_invented(self.store)
