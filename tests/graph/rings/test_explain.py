"""A ring explained: members, relatives, reasons, money, positions, what speaks against."""

import pytest

from graph.language import LANGUAGES
from graph.rings.detect import detect
from graph.rings.find import digest_of, explain
from graph.rings.model import Ring, Sentence
from graph.rings.notes import notes
from graph.rings.parameters import RingParameters
from graph.rings.suppressed import of_run, of_typologies
from graph.rings.words import sentence
from graph.typologies import Finding
from graph.typologies.model import SkippedHub
from tests.graph.rings.plain_source import PlainSource
from tests.graph.small_world import SmallWorld

NAMES = "Ann Bob Cid Dan Eve"


def mule_world() -> SmallWorld:
    """Five claimants paid to Ann's account, Bob's brother, a hotline, and 300 strangers."""
    world = SmallWorld()
    world.crowd(300)
    world.person("Ann", account="mule")
    world.people(NAMES, phone="hot", device="d")
    world.party("Organisation", "Calls", phone="hot")
    world.person("Kin")
    world.link("RELATED_TO", "person-Kin", "person-Bob")
    for number, name in enumerate(NAMES.split()):
        world.policy(f"P{number}", holder=name if name != "Eve" else "Dan")
        world.claim(f"C{number}", policy=f"P{number}", claimant=name, paid_to="mule")
    agent = world.party("Agent", "Max")
    world.link("SOLD", agent, "policy-P0")
    world.link("SOLD", agent, "policy-P1")
    return world


def rings_of(world: SmallWorld, findings: tuple[Finding, ...] = ()) -> tuple[Ring, ...]:
    evidence = world.evidence()
    detection = detect(evidence)
    return explain(detection, PlainSource(evidence), findings, RingParameters(), {})[0]


@pytest.fixture(scope="module")
def ring() -> Ring:
    (found,) = rings_of(mule_world())
    return found


def messages(sentences: tuple[Sentence, ...]) -> list[str]:
    return [said.message for said in sentences]


def test_members_are_those_who_share_and_relatives_are_shown(ring: Ring) -> None:
    assert sorted(m.id for m in ring.members) == [f"person-{n}" for n in sorted(NAMES.split())]
    assert [r.id for r in ring.relatives] == ["person-Kin"]
    assert [a.why.message for a in ring.agents] == ["rings.shown.agent_most"]


def test_money_counts_each_claim_once(ring: Ring) -> None:
    (total,) = ring.money
    assert (total.currency, total.claimed, total.paid, total.payable) == ("CNY", 50_000, 50_000, 0)
    assert (ring.first_loss, ring.last_loss) == ("2025-03-01", "2025-03-01")


def test_points_add_up_and_every_reason_rests_on_links_and_rows(ring: Ring) -> None:
    assert round(sum(reason.points for reason in ring.reasons), 4) == ring.score
    assert [reason.typology for reason in ring.reasons] == ["shared_item", "shared_item"]
    assert all(reason.links and reason.origins for reason in ring.reasons)
    account = next(r for r in ring.reasons if r.sentence.message == "rings.shared.account")
    assert [line.number for line in account.claims] == ["C0", "C1", "C2", "C3", "C4"]
    assert account.claims[0].sources[0].startswith("file.csv:")


def test_positions_say_where_and_not_what_for(ring: Ring) -> None:
    ann = next(m for m in ring.members if m.id == "person-Ann")
    eve = next(m for m in ring.members if m.id == "person-Eve")
    assert messages(ann.positions) == ["rings.position.receives"]
    assert ann.positions[0].parameters["people"] == 4
    assert messages(eve.positions) == ["rings.position.claims_only"]
    assert all(position.links for m in ring.members for position in m.positions)
    assert {"OWNS_ACCOUNT:person-Ann:account-mule:None"} < set(ann.positions[0].links)


def test_what_was_left_out_is_listed(ring: Ring) -> None:
    assert [(s.id, s.action, s.why.message) for s in ring.suppressed] == [
        ("phone-hot", "left_out", "rings.why.organisation")
    ]


def test_a_household_with_several_members_counts_once_and_says_so() -> None:
    world = mule_world()
    world.person("Fay", device="d")
    world.link("RELATED_TO", "person-Fay", "person-Dan")
    (ring,) = rings_of(world)
    assert len(ring.members) == 6
    household = ring.suppressed[-1]
    assert (household.action, household.holders) == ("collapsed", 2)


def test_a_typology_takes_over_the_items_it_explains() -> None:
    finding = Finding(
        typology="shared_account",
        subjects=("person-Ann", "person-Bob", "person-Cid"),
        nodes=("account-mule", "person-Ann", "person-Bob", "person-Cid"),
        links=(),
        claims=("claim-C0",),
        figures={"claims": 5},
    )
    elsewhere = Finding("shared_account", ("person-Ann",), ("person-Ann",), (), (), {})
    (ring,) = rings_of(mule_world(), (finding, elsewhere))
    assert [r.typology for r in ring.reasons] == ["shared_account", "shared_item"]
    assert ring.reasons[0].sentence.message == "typology.shared_account"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_said(ring: Ring, lang: str) -> None:
    said = [
        *ring.against,
        *(reason.sentence for reason in ring.reasons),
        *(line.why for line in ring.suppressed),
        *(line.why for line in (*ring.agents, *ring.identifiers)),
        *(position for member in ring.members for position in member.positions),
    ]
    assert all(sentence(one, lang) for one in said)


def test_one_shared_item_speaks_against_itself() -> None:
    world = SmallWorld()
    world.crowd(300)
    world.people(NAMES, account="mule")
    (ring,) = rings_of(world)
    assert "rings.against.single_item" in messages(ring.against)
    assert "rings.against.few_claims" in messages(ring.against)


def test_common_employer_speaks_against() -> None:
    world = mule_world()
    works = world.party("Organisation", "Works")
    for name in NAMES.split():
        world.link("EMPLOYED_BY", f"person-{name}", works)
    (ring,) = rings_of(world)
    assert "rings.against.employer" in messages(ring.against)


def test_the_order_of_rows_changes_nothing() -> None:
    digests = set()
    for order in (1, -1):
        world = mule_world()
        world.links = world.links[::order]
        evidence = world.evidence()
        detection = detect(evidence)
        rings, facts = explain(detection, PlainSource(evidence), (), RingParameters(), {})
        digests.add(digest_of(rings, of_run(detection, facts, RingParameters())))
    assert len(digests) == 1


def test_an_empty_graph_says_so() -> None:
    detection = detect(SmallWorld().evidence())
    assert detection.candidates == ()
    assert messages(notes(detection, ())) == ["rings.note.empty"]


def test_where_nothing_stands_out_the_notes_say_why() -> None:
    world = SmallWorld()
    world.crowd(50)
    world.people("Ann Bob", address="own1")
    said = notes(detect(world.evidence()), ())
    assert messages(said)[0] == "rings.note.none"
    assert "rings.note.absent" in messages(said)
    absent = next(note for note in said if note.message == "rings.note.absent")
    assert "vehicles" in sentence(absent, "en")
    unique = next(note for note in said if note.message == "rings.note.unique")
    assert unique.parameters["kinds"] == ["Account", "Phone"]


def test_what_a_bus_says_of_pairs_is_left_out_and_listed() -> None:
    world = mule_world()
    names = [f"rider{number:02d}" for number in range(25)]
    world.claim("Bus", passenger=" ".join(names))
    evidence = world.evidence()
    detection = detect(evidence)
    _, facts = explain(detection, PlainSource(evidence), (), RingParameters(), {})
    lines = of_run(detection, facts, RingParameters())
    assert [(line.id, line.holders) for line in lines if line.label == "Claim"] == [
        ("claim-Bus", 25)
    ]


def test_a_hub_that_a_pattern_left_out_is_said_with_the_pattern() -> None:
    hub = SkippedHub("shared_account", "account-clinic", "Account", 700, "explained")
    (line,) = of_typologies([hub], {"account-clinic": {"id": "account-clinic"}})
    assert "One account paid for unrelated people" in sentence(line.why, "en")
    assert sentence(line.why, "zh")


def test_nothing_ties_a_person_but_claims_in_their_name() -> None:
    world = mule_world()
    world.people("Gil", phone="burner")
    world.people("Ida", address="ida")
    for number, name in enumerate(("Ida", "Gil")):
        claim = world.claim(f"V{number}", claimant=name, paid_to="mule")
        world.link("REPORTED_FROM", claim, "phone-burner")
    (ring,) = rings_of(world)
    said = {m.id: messages(m.positions) for m in ring.members}
    assert "rings.position.in_their_name" in said["person-Ida"]
    assert "rings.position.in_their_name" not in said["person-Bob"]


def test_people_who_show_one_document_may_be_victims() -> None:
    world = mule_world()
    world.people("Bob Cid Dan", document="passport")
    (ring,) = rings_of(world)
    said = {m.id: messages(m.positions) for m in ring.members}
    assert "rings.position.one_document" in said["person-Bob"]
    assert "rings.position.one_document" not in said["person-Eve"]


def test_a_typology_gives_its_agent_a_position() -> None:
    finding = Finding(
        typology="agents_own_contact",
        subjects=("agent-Max", "person-Bob", "person-Cid"),
        nodes=("agent-Max", "device-d"),
        links=("SOLD:agent-Max:policy-P0:None",),
        claims=(),
        figures={"people": 2, "families": 2, "claims": 2},
    )
    (ring,) = rings_of(mule_world(), (finding,))
    (agent,) = ring.agents
    assert messages(agent.positions) == [
        "rings.position.introduced",
        "position.agents_own_contact.Agent",
    ]
    assert agent.positions[1].links == finding.links
    assert "2 households" in sentence(agent.positions[1], "en")


def lent_phone(names: str) -> SmallWorld:
    """Strangers, some of whom have one phone: lent, handed on, or a ring's."""
    world = SmallWorld()
    world.crowd(300)
    world.people(names, phone="lent")
    return world


def test_a_phone_of_three_households_and_nothing_else_is_told_as_left_out() -> None:
    evidence = lent_phone("Ann Bob Cid").evidence()
    detection = detect(evidence)
    rings, facts = explain(detection, PlainSource(evidence), (), RingParameters(), {})
    assert rings == ()
    line = next(line for line in of_run(detection, facts, RingParameters()) if line.holders == 3)
    assert (line.id, line.why.message) == ("phone-lent", "rings.why.one_thing")
    assert "rings.note.hints" in messages(notes(detection, rings))


def test_a_phone_of_five_households_is_a_weak_ring() -> None:
    (ring,) = rings_of(lent_phone(NAMES))
    assert ring.weak
    assert len(ring.members) == 5


def test_a_phone_of_three_households_is_a_ring_where_a_pattern_means_it() -> None:
    people = ("person-Ann", "person-Bob", "person-Cid")
    finding = Finding("identity_web", people, (*people, "phone-lent"), (), (), {})
    evidence = lent_phone("Ann Bob Cid").evidence()
    detection = detect(evidence)
    rings, facts = explain(detection, PlainSource(evidence), (finding,), RingParameters(), {})
    assert [sorted(m.id for m in ring.members) for ring in rings] == [list(people)]
    told = [line.why.message for line in of_run(detection, facts, RingParameters(), rings)]
    assert "rings.why.one_thing" not in told


def family_car(claims: int) -> SmallWorld:
    """Four of one block in one's car, again and again; nothing else is known of them."""
    world = SmallWorld()
    world.crowd(2000)
    world.people(" ".join(f"N{n}" for n in range(20)), address="tower")
    world.policy("P", holder="N0")
    for at in range(claims):
        world.claim(f"C{at}", policy="P", claimant="N0", driver="N0", passenger="N1 N2 N3")
    for at in range(0, 2000, 2):
        riders = [f"stranger{at + more:05d}" for more in range(2)]
        world.claim(f"T{at}", claimant=riders[0], passenger=riders[1])
    return world


def test_people_who_meet_in_a_few_claims_and_hold_nothing_in_common_are_told_as_left_out() -> None:
    evidence = family_car(2).evidence()
    detection = detect(evidence)
    rings, facts = explain(detection, PlainSource(evidence), (), RingParameters(), {})
    assert rings == ()
    (line,) = [line for line in of_run(detection, facts, RingParameters()) if line.label == "Claim"]
    assert line.why.message == "rings.why.only_claims"


def test_people_who_meet_again_and_again_are_a_ring_whatever_they_hold() -> None:
    (ring,) = rings_of(family_car(3))
    assert not ring.weak
