"""An invented ring, run and case, hand-made, for the tests of pages."""

from cases import Case, Dismissal, DismissedRing, Note, Verdict
from graph.rings.model import (
    ClaimLine,
    Member,
    Money,
    Reason,
    Ring,
    RingRun,
    Sentence,
    Shown,
    Suppressed,
)

EVIL = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script> href"


def words(name: str = "cases.dismissed", **parameters: object) -> Sentence:
    """A sentence that exists in both languages; the analysis' own are tested in its room."""
    held = {"date": "2026-03-01", "author": "li", "reason": "shared broker"} | parameters
    return Sentence(message=name, parameters=held)


def claim(number: int) -> ClaimLine:
    """One claim of 8,400 pounds."""
    return ClaimLine(
        id=f"claim-{number:020d}",
        number=f"CLM-{number}",
        loss_date="2025-04-12",
        claimed=840000,
        currency="GBP",
        sources=(f"claims.csv:{number + 1}",),
    )


def member(number: int, caption: str) -> Member:
    """One member with two claims."""
    return Member(
        id=f"person-{number:020d}",
        label="Person",
        caption=caption,
        positions=(words(),),
        stability=0.95,
        claims=2,
        claimed=1680000,
        paid=840000,
    )


def ring(rank: int = 1, caption: str = "Dana Whitlow", weak: bool = False) -> Ring:
    """A ring of four people and eight claims; `caption` is the first member's and the agent's."""
    names = (caption, "卫丹", "Paul Greaves", "Selma Yildiz")
    members = tuple(member(i, name) for i, name in enumerate(names))
    claims = tuple(claim(i) for i in range(1, 9))
    reasons = tuple(
        Reason(
            sentence=words(reason=caption),
            typology="shared_account",
            points=points,
            subjects=(members[0].id,),
            nodes=(members[0].id, members[1].id),
            links=(),
            claims=claims[:count],
            origins=2,
        )
        for points, count in ((0.4, 6), (0.25, 3))
    )
    return Ring(
        id=f"R-7K2MQ{rank}",
        rank=rank,
        score=0.65,
        members=members,
        relatives=(),
        agents=(Shown(id="agent-1", label="Agent", caption=caption, why=words()),),
        providers=(Shown(id="provider-1", label="Provider", caption="Northway", why=words()),),
        identifiers=(Shown(id="phone-1", label="Phone", caption="07700 900132", why=words()),),
        claims=claims,
        money=(Money(currency="GBP", claimed=6720000, paid=3360000, payable=840000),),
        first_loss="2025-04-12",
        last_loss="2026-01-09",
        reasons=reasons,
        against=(words(), words()),
        suppressed=(
            Suppressed(
                id="phone-2",
                label="Phone",
                caption="07700 900999",
                holders=311,
                action="damped",
                why=words(),
            ),
        ),
        links=(),
        weak=weak,
    )


def run(*rings: Ring) -> RingRun:
    """A run with these rings."""
    return RingRun(
        digest="d" * 64,
        stamp="s",
        engine="embedded",
        people=2000,
        claims=1900,
        rings=rings or (ring(),),
        suppressed=(),
        notes=(),
        parameters={},
        invented=True,
    )


def dismissed(found: Ring, grown: bool = False) -> DismissedRing:
    """A dismissal of `found`."""
    dismissal = Dismissal(
        id="dismissal-1",
        ring=found.id,
        seq=3,
        at="2026-03-01T09:30:00Z",
        author="li",
        reason="shared broker",
        members=(),
        claims=(),
    )
    return DismissedRing(
        ring=found.id,
        dismissal=dismissal,
        new_members=("Owen Marsh",) if grown else (),
        new_claims=(),
    )


def case(text: str = "Called the garage; it has no record of the repair.") -> Case:
    """A case under investigation with one note and one verdict."""
    record = {"case_number": "CASE-0001", "at": "2026-03-02T10:00:00Z", "author": "li"}
    verdict = Verdict(
        id="v1",
        seq=3,
        entity="person-1",
        caption=text,
        verdict="cleared",
        basis=text,
        **record,  # type: ignore[arg-type]
    )
    return Case(
        number="CASE-0001",
        title=text,
        state="investigating",
        subject="R-7K2MQ1",
        subject_kind="ring",
        subject_caption="R-7K2MQ1",
        assignee=None,
        opened_at="2026-03-01T09:30:00Z",
        opened_by="li",
        invented=True,
        snapshot=None,
        notes=(Note(id="n1", seq=2, text=text, **record),),  # type: ignore[arg-type]
        verdicts=(verdict,),
    )
