"""Reasons as told: pairs on the same claims once, who had which role, what is of providers."""

import pytest

from graph.language import LANGUAGES
from graph.rings.detect import detect
from graph.rings.facts import Facts
from graph.rings.find import explain
from graph.rings.merging import told_once
from graph.rings.model import Ring, Sentence
from graph.rings.notes import notes
from graph.rings.parameters import RingParameters
from graph.rings.parts import Part
from graph.rings.party_findings import party_findings
from graph.rings.words import by_role, innocent, sentence, whole
from graph.typologies import Finding
from tests.graph.rings.plain_source import PlainSource
from tests.graph.small_world import SmallWorld

NAMES = "Ann Bob Cid Dan Eve"


def pair(first: str, second: str, raw: float, claims: str, typology: str = "provider_pair") -> Part:
    """A reason about two providers and the claims that both served."""
    parameters = {
        "first": f"provider-{first}",
        "second": f"provider-{second}",
        "together": 9,
        "expected": 1.5,
    }
    message = "rings.provider_pair" if typology == "provider_pair" else f"typology.{typology}"
    ids = tuple(sorted(f"claim-{claim}" for claim in claims.split()))
    nodes = tuple(sorted((f"provider-{first}", f"provider-{second}", "person-Ann", *ids)))
    links = tuple(f"served-{first}-{second}-{claim}" for claim in ids)
    said = Sentence(message=message, parameters=parameters)
    return Part(said, typology, raw, ("person-Ann",), nodes, links, ids)


FACTS = Facts(
    {f"provider-{name}": {"name": name} for name in ("clinic", "doctor", "lawyer", "shop")}
)


def test_a_clinic_its_doctor_and_a_lawyer_are_one_reason_with_all_their_points() -> None:
    parts = [
        pair("clinic", "lawyer", 3.0, "1 2 3 4 5 6"),
        pair("clinic", "doctor", 1.0, "1 2 3 4 5 6 7 8"),
        pair("doctor", "lawyer", 2.5, "1 2 3 4 5 6"),
        pair("shop", "lawyer", 1.5, "7 8 9 10"),
    ]
    first, other = sorted(told_once(parts, FACTS), key=lambda part: -part.raw)
    assert (first.raw, other.raw) == (6.5, 1.5)
    assert other == parts[3]
    assert first.claims == parts[1].claims
    assert set(first.links) == {link for part in parts[:3] for link in part.links}
    english = sentence(first.sentence, "en")
    assert english.startswith("clinic, lawyer, doctor meet in the same claims")
    assert "clinic – doctor 9 / 1.5" in english
    assert "8 claims" in english
    assert "clinic、lawyer、doctor" in sentence(first.sentence, "zh")


def test_a_pattern_of_the_same_claims_leads_and_the_pairs_are_said_with_it() -> None:
    mill = pair("clinic", "lawyer", 0.8, "1 2 3 4 5 6 20 21", "medical_mill")
    parts = [
        pair("clinic", "lawyer", 3.0, "1 2 3 4 5 6"),
        mill,
        pair("doctor", "lawyer", 2.5, "1 2 3 4 5 6"),
    ]
    (one,) = told_once(parts, FACTS)
    assert one.typology == "medical_mill"
    assert one.sentence == mill.sentence
    assert [said.message for said in one.also] == ["rings.provider_group"]
    assert one.raw == pytest.approx(6.3)


def test_reasons_of_other_claims_and_of_other_kinds_stay_apart() -> None:
    item = Part(Sentence(message="x"), "shared_item", 2.0, (), (), (), ("claim-1", "claim-2"))
    parts = [pair("clinic", "lawyer", 3.0, "1 2"), item, pair("shop", "lawyer", 1.0, "2 3 4")]
    assert sorted(told_once(parts, FACTS), key=lambda p: p.raw) == sorted(
        parts, key=lambda p: p.raw
    )


def mule_world() -> SmallWorld:
    """Five claimants who share an account and a device, a new clinic, and 300 strangers."""
    world = SmallWorld()
    world.crowd(300)
    world.people(NAMES, account="mule", device="d")
    for number, name in enumerate(NAMES.split()):
        rider = "Bob" if name == "Ann" else ""
        clinic = "new" if number < 3 else ""
        world.claim(f"C{number}", claimant=name, passenger=rider, paid_to="mule", providers=clinic)
    world.claim("Far", claimant="stranger00001", providers="new")
    world.party("Provider", "old")
    return world


def explained(*findings: Finding) -> tuple[tuple[Ring, ...], PlainSource]:
    evidence = mule_world().evidence()
    source = PlainSource(evidence)
    return explain(detect(evidence), source, findings, RingParameters(), {})[0], source


PHOENIX = Finding(
    typology="phoenix_provider",
    subjects=("provider-new", "provider-old"),
    nodes=("claim-C0", "claim-C1", "claim-C2", "claim-Far", "provider-new", "provider-old"),
    links=tuple(
        f"SERVICED_BY:claim-{claim}:provider-new:None" for claim in ("C0", "C1", "C2", "Far")
    ),
    claims=("claim-C0", "claim-C1", "claim-C2", "claim-Far"),
    figures={"claims": 4, "items": 1, "reason": "listed", "days": 38},
    roles={"before": ("provider-old",), "after": ("provider-new",)},
)


def test_a_new_provider_in_the_place_of_another_is_a_reason_where_its_clients_are() -> None:
    (ring,), source = explained(PHOENIX)
    (reason,) = (each for each in ring.reasons if each.typology == "phoenix_provider")
    assert [claim.number for claim in reason.claims] == ["C0", "C1", "C2"]  # the ring's own
    assert {"person-Ann", "person-Bob", "person-Cid"} < set(reason.subjects)
    assert not any("Far" in one for one in (*reason.nodes, *reason.links))
    assert round(sum(each.points for each in ring.reasons), 4) == ring.score
    named = {
        role: [place.caption for place in group] for role, group in by_role(reason.places, "en")
    }
    assert named["Before"] == ["old"]
    assert named["After"] == ["new"]
    (told,) = party_findings((PHOENIX,), (ring.model_copy(update={"id": "R-1"}),), source)
    assert told.rings == ("R-1",)
    assert [party.caption for party in told.parties] == ["new", "old"]
    assert told.claims == 4


def test_without_clients_in_a_ring_it_is_told_by_itself() -> None:
    elsewhere = Finding(
        "phoenix_provider",
        ("provider-new", "provider-old"),
        ("claim-Far", "provider-new", "provider-old"),
        (),
        ("claim-Far",),
        {"claims": 1, "items": 1, "reason": "listed", "days": 38},
        PHOENIX.roles,
    )
    (ring,), source = explained(elsewhere)
    assert "phoenix_provider" not in {reason.typology for reason in ring.reasons}
    (told,) = party_findings((elsewhere,), (ring,), source)
    assert told.rings == ()
    assert "38" in sentence(told.sentence, "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_roles_and_innocent_explanations_are_told_with_a_pattern(lang: str) -> None:
    finding = Finding(
        typology="shared_account",
        subjects=tuple(f"person-{name}" for name in sorted(NAMES.split())),
        nodes=("account-mule", *(f"person-{name}" for name in sorted(NAMES.split()))),
        links=(),
        claims=tuple(f"claim-C{number}" for number in range(5)),
        figures={
            "claims": 5,
            "people": 5,
            "families": 5,
            "payments": 5,
            "first": "2025-03-01",
            "last": "2025-03-01",
        },
        roles={"collects": ("person-Ann",)},
    )
    (ring,), _ = explained(finding)
    reason = next(each for each in ring.reasons if each.typology == "shared_account")
    told = {
        role: [(place.caption, place.claims) for place in group]
        for role, group in by_role(reason.places, lang)
    }
    assert (
        list(told)
        == {
            "en": ["Account on record as theirs", "Claimant", "Passenger"],
            "zh": ["登记的账户持有人", "索赔人", "乘客"],
        }[lang]
    )
    first, claimants, riders = told.values()
    assert first == [("Ann", 0)]
    assert claimants == [(name, 1) for name in sorted(NAMES.split())]
    assert riders == [("Bob", 1)]
    assert len(innocent(reason, lang)) >= 2
    assert whole(reason, lang) == sentence(reason.sentence, lang)


def test_how_many_places_only_families_meet_at_is_in_the_notes() -> None:
    found = notes(detect(mule_world().evidence()), (), {"shared_account": 3, "shared_contact": 1})
    (said,) = (note for note in found if note.message == "rings.note.families")
    assert sentence(said, "en").endswith(
        "One account paid for unrelated people (3), One phone or e-mail for many policyholders (1)."
    )
    assert "（3）" in sentence(said, "zh") or "(3)" in sentence(said, "zh")
