"""Pages' data by hand, on the example ring: rings with a text everywhere, dismissals, a case."""

from cases import Case, Dismissal, DismissedRing, Note, Referral, Verdict
from graph.explore import EntityView, LinkView, NeighbourLink, Neighbours
from graph.provenance import SourceRow
from graph.rings.model import Ring, Suppressed
from tests.rings_example import example_ring, has_phone, person, phone

EVIL = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script> href"


def ring(rank: int = 1, caption: str | None = None, weak: bool = False) -> Ring:
    """The example ring at `rank`; `caption` replaces every caption a source could give."""
    found = example_ring()
    changes: dict[str, object] = {"id": f"R-EXAMP{rank}", "rank": rank, "weak": weak}
    if caption is not None:
        said = {"caption": caption}
        changes["members"] = tuple(m.model_copy(update=said) for m in found.members)
        changes["agents"] = tuple(a.model_copy(update=said) for a in found.agents)
        changes["identifiers"] = tuple(i.model_copy(update=said) for i in found.identifiers)
        changes["suppressed"] = tuple(_renamed(s, caption) for s in found.suppressed)
        lines = tuple(
            c.model_copy(update={"number": caption, "sources": (caption,)}) for c in found.claims
        )
        changes["claims"] = lines
        changes["reasons"] = tuple(r.model_copy(update={"claims": lines}) for r in found.reasons)
    return found.model_copy(update=changes)


def _renamed(item: Suppressed, caption: str) -> Suppressed:
    return item.model_copy(update={"caption": caption})


def dismissed(found: Ring, grown: bool = False, reason: str = "shared broker") -> DismissedRing:
    """A dismissal of `found`."""
    dismissal = Dismissal(
        id="dismissal-1",
        ring=found.id,
        seq=3,
        at="2026-03-01T09:30:00Z",
        author="li",
        reason=reason,
        members=(),
        claims=(),
    )
    members = ("Owen Marsh",) if grown else ()
    return DismissedRing(ring=found.id, dismissal=dismissal, new_members=members, new_claims=())


def case(text: str = "Called the garage; it has no record of the repair.") -> Case:
    """A referred case on the example ring with one note, verdict and referral."""
    number, at, author = "CASE-0001", "2026-03-02T10:00:00Z", "li"
    return Case(
        number=number,
        title=text,
        state="investigating",
        subject="R-EXAMP1",
        subject_kind="ring",
        subject_caption="R-EXAMP1",
        assignee=text,
        opened_at="2026-03-01T09:30:00Z",
        opened_by="li",
        invented=True,
        snapshot=None,
        notes=(Note(id="n1", case_number=number, seq=2, at=at, author=author, text=text),),
        verdicts=(
            Verdict(
                id="v1",
                case_number=number,
                seq=3,
                at=at,
                author=author,
                entity=person("P1"),
                caption=text,
                verdict="cleared",
                basis=text,
            ),
        ),
        referrals=(
            Referral(
                id="r1",
                case_number=number,
                seq=4,
                at=at,
                author=author,
                kind="referral",
                recipient=text,
                reference=text,
                request="",
            ),
        ),
    )


def entity(caption: str = "王秀英") -> EntityView:
    """A person of the example."""
    properties = {"id": person("P1"), "name": caption, "number": "P1"}
    return EntityView(person("P1"), "Person", caption, properties)


def neighbours(caption: str = "+8619912345678") -> Neighbours:
    """One phone shown, six claims not shown."""
    other = EntityView(phone, "Phone", caption, {"id": phone, "number": caption})
    link = LinkView(has_phone(person("P1")), "HAS_PHONE", person("P1"), phone, {"since": caption})
    return Neighbours((NeighbourLink(link, other),), 7, {"INVOLVED_IN": 6})


def sources(file: str = "people.csv") -> dict[str, list[SourceRow]]:
    """Rows of the person and the link."""
    row = SourceRow("sheets", "people", file, "0" * 64, 4, 0, 10)
    return {person("P1"): [row], has_phone(person("P1")): [row]}
