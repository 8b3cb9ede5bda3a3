"""Cases: every act on a case, committed together with its audit entry."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import get_args

from cases.acts import (
    STATES,
    Standing,
    check_transition,
    new_case,
    shown,
    state_after,
    state_of,
)
from cases.audit import Act, AuditTrail, Place
from cases.bulletins import find_bulletin, known_typology
from cases.check import record_problems
from cases.dismissals import dismissed_rings
from cases.model import (
    AuditEntry,
    BulletinLink,
    Case,
    Decision,
    Dismissal,
    DismissedRing,
    Note,
    Record,
    Referral,
    State,
    Verdict,
    VerdictWord,
    digest,
)
from cases.records import (
    case_id,
    create,
    read_bulletin_links,
    read_case,
    read_cases,
    read_dismissals,
)
from cases.same import SamePeople
from cases.subjects import current_ring, find_subject, party_or_claim
from cases.words import one_of, required
from graph.errors import InputError
from graph.language import failure
from graph.rings.model import Ring, RingRun
from graph.schema.ids import entity_id
from graph.store import Store, Transaction
from queries import load

VERDICTS: tuple[VerdictWord, ...] = get_args(VerdictWord)


class Cases:
    """The cases of one store, as `actor` works on them; `clock` gives the time of each act."""

    def __init__(self, store: Store, actor: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self.actor = required(actor, "actor")
        self.trail = AuditTrail(store, self.actor, clock)
        self.same = SamePeople(store, self.trail)

    def open(self, subject: str, title: str | None = None) -> Case:
        """Open a case on a ring number, a person (or other party) or a claim."""
        found = find_subject(self._store, subject.strip())
        number = ""

        def work(tx: Transaction, place: Place) -> Act:
            nonlocal number
            if already := tx.run(load("cases/open_on"), subject=found.id):
                open_one = already[0]["number"]
                raise failure(
                    InputError, "cases.error.open_already", case=open_one, subject=found.title
                )
            ordinal = int(str(tx.run(load("cases/count_cases"))[0]["cases"])) + 1
            number = f"CASE-{ordinal:04d}"
            tx.run(load("cases/create_case"), **new_case(found, ordinal, number, title, place))
            snapshot = found.snapshot
            details = {} if snapshot is None else {"snapshot_sha256": digest(snapshot)}
            return Act("opened", number, (found.id,), details)

        self.trail.commit(work)
        return self.get(number)

    def assign(self, case: Case | str, to: str) -> Case:
        """Give the case to someone."""
        assignee, number = required(to, "assignee"), _number(case)

        def work(tx: Transaction, _place: Place) -> Act:
            state_of(tx, number)
            tx.run(load("cases/set_assignee"), id=case_id(number), assignee=assignee)
            return Act("assigned", number, (), {"to": assignee})

        self.trail.commit(work)
        return self.get(number)

    def note(self, case: Case | str, text: str) -> Case:
        """Put a dated remark on the case."""
        values = {"text": required(text, "note")}
        return self._record(case, "noted", Note, lambda _: values)

    def decide(self, case: Case | str, state: str, basis: str) -> Case:
        """Move the case to a state its present state allows; `basis` says why.

        'referred' needs a recorded referral: `refer` records it and moves the case by itself.
        """
        after: State = one_of(state, STATES, "state")
        reason = required(basis, "decision")

        def values(now: Standing) -> dict[str, object]:
            check_transition(now.number, now.state, after)
            if after == "referred" and not now.referred():
                raise failure(InputError, "cases.error.no_referral", case=now.number)
            return {"before": now.state, "after": after, "basis": reason}

        return self._record(case, "decided", Decision, values)

    def verdict(self, case: Case | str, entity: str, verdict: str, basis: str) -> Case:
        """Record what was decided about a person (or other party) or claim; `basis` says why."""
        word: VerdictWord = one_of(verdict, VERDICTS, "verdict")
        reason = required(basis, "verdict")
        identifier, _label, caption = party_or_claim(self._store, entity)

        def values(now: Standing) -> dict[str, object]:
            if now.state == "closed":
                raise failure(InputError, "cases.error.closed", case=now.number)
            return {"entity": identifier, "caption": caption, "verdict": word, "basis": reason}

        return self._record(case, "verdict", Verdict, values, (identifier,))

    def refer(self, case: Case | str, to: str, reference: str, request: str = "") -> Case:
        """Record the referral to an authority, or, with its wording, the authority's request.

        A referral moves an investigated case to 'referred'; a request leaves the state. Either
        allows bundles that are no drafts.
        """
        recipient = required(to, "authority")
        file_number = required(reference, "reference")
        wording = request.strip()

        def values(now: Standing) -> dict[str, object]:
            if not wording and now.state not in ("investigating", "referred"):
                raise failure(
                    InputError, "cases.error.refer_state", number=now.number, state=now.state
                )
            return {
                "kind": "request" if wording else "referral",
                "recipient": recipient,
                "reference": file_number,
                "request": wording,
            }

        return self._record(case, "requested" if wording else "referred", Referral, values)

    def dismiss_ring(self, ring: Ring | str, reason: str) -> Dismissal:
        """Dismiss a ring as it is now, with a reason."""
        why = required(reason, "dismissal")
        found = current_ring(self._store, ring)[1] if isinstance(ring, str) else ring
        made: list[Dismissal] = []

        def work(tx: Transaction, place: Place) -> Act:
            dismissal = Dismissal(
                id=entity_id("Dismissal", str(place.seq)),
                ring=found.id,
                seq=place.seq,
                at=place.at,
                author=place.actor,
                reason=why,
                members=tuple(sorted(member.id for member in found.members)),
                claims=tuple(sorted(claim.id for claim in found.claims)),
            )
            create(tx, dismissal)
            made.append(dismissal)
            return Act("dismissed", None, (found.id,), {"record_sha256": digest(dismissal)})

        self.trail.commit(work)
        return made[-1]

    def link_bulletin(self, number: str, typology: str, reason: str) -> BulletinLink:
        """Record which new or changed typology a bulletin led to."""
        why, name = required(reason, "link"), known_typology(typology)
        identifier, found = find_bulletin(self._store, number)
        made: list[BulletinLink] = []

        def work(tx: Transaction, place: Place) -> Act:
            link = BulletinLink(
                id=entity_id("BulletinLink", str(place.seq)),
                bulletin=identifier,
                number=found,
                typology=name,
                seq=place.seq,
                at=place.at,
                author=place.actor,
                reason=why,
            )
            create(tx, link)
            made.append(link)
            details = {"record_sha256": digest(link), "typology": name}
            return Act("bulletin_linked", None, (identifier,), details)

        self.trail.commit(work)
        return made[-1]

    def bulletin_links(self) -> tuple[BulletinLink, ...]:
        """Every link of a bulletin to a typology, oldest first."""
        return tuple(read_bulletin_links(self._store))

    def dismissals(self, run: RingRun) -> tuple[DismissedRing, ...]:
        """The rings of `run` that were dismissed, with what has come to them since."""
        return dismissed_rings(run.rings, read_dismissals(self._store))

    def get(self, number: str) -> Case:
        """The case with this number, e.g. 'CASE-0001'; NotFoundError when there is none."""
        return read_case(self._store, number.strip().upper())

    def list(self, state: str | None = None) -> tuple[Case, ...]:
        """All cases, or those in one state, oldest first."""
        states = STATES if state is None else (one_of(state, STATES, "state"),)
        return tuple(read_cases(self._store, states))

    def audit(
        self, limit: int | None = 100, case: Case | str | None = None
    ) -> tuple[AuditEntry, ...]:
        """The last `limit` audit entries, oldest first; only one case's when given."""
        return tuple(self.trail.entries(limit, None if case is None else _number(case)))

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the audit trail and the records it vouches for; empty when sound."""
        return (*self.trail.problems(), *record_problems(self._store, self.trail.entries()))

    def log_read(self, what: str, ids: Sequence[str], case: Case | str | None = None) -> AuditEntry:
        """Record that `actor` read personal data: what for, and of which entities or rings."""
        number = None if case is None else _number(case)
        act = Act("read", number, tuple(ids), {"what": required(what, "read")})
        return self.trail.commit(lambda _tx, _place: act)

    def log_export(self, case: Case | str, details: Mapping[str, str]) -> AuditEntry:
        """Record that a bundle of the case leaves; `details` names it.

        Raises InputError when another export of the case took the same number meanwhile.
        """
        number = _number(case)

        def work(tx: Transaction, _place: Place) -> Act:
            entries = tx.run(load("cases/entries_of_case"), case_number=number)
            done = sum(entry["act"] == "exported" for entry in entries)
            if str(done + 1) != details["export"]:
                raise failure(InputError, "cases.error.same_moment", case=number)
            return Act("exported", number, (), details)

        return self.trail.commit(work)

    def _record(
        self,
        case: Case | str,
        act: str,
        kind: type[Record],
        values: Callable[[Standing], Mapping[str, object]],
        subjects: Sequence[str] = (),
    ) -> Case:
        number = _number(case)

        def work(tx: Transaction, place: Place) -> Act:
            now = Standing(tx, number, state_of(tx, number))
            record = kind.model_validate(
                {
                    "id": entity_id(kind.__name__, f"{number}:{place.seq}"),
                    "case_number": number,
                    "seq": place.seq,
                    "at": place.at,
                    "author": place.actor,
                    **values(now),
                }
            )
            create(tx, record)
            if (after := state_after(record)) is not None:
                tx.run(load("cases/set_state"), id=case_id(number), state=after)
            return Act(act, number, subjects, {"record_sha256": digest(record)} | shown(record))

        self.trail.commit(work)
        return self.get(number)


def _number(case: Case | str) -> str:
    return case.number if isinstance(case, Case) else case.strip().upper()
