"""Each kind of planted ring leaves its signature in the sheets."""

from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from graph.language import say
from ingest.sample import write_sample
from ingest.sample.labels import RingLabel, read_labels
from ingest.sample.rings import KINDS
from tests.ingest.sample.sheets_of import Row, people_of, read


class Portfolio:
    """A sample with twelve rings, seen by one ring's claims."""

    def __init__(self, directory: Path, rings: tuple[RingLabel, ...]) -> None:
        self.directory, self.rings = directory, rings

    def claims(self, ring: RingLabel) -> list[Row]:
        """The ring's claims."""
        return [r for r in read(self.directory, "claims") if r["claim_number"] in ring.claims]

    def paid_to(self, ring: RingLabel) -> list[tuple[str, str]]:
        """(account, claimant) of each payment of the ring's claims."""
        claimant = {row["claim_number"]: row["claimant_id"] for row in self.claims(ring)}
        payments = read(self.directory, "payments")
        return [
            (row["account"], claimant[row["claim_number"]])
            for row in payments
            if row["claim_number"] in claimant
        ]


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    made = write_sample(tmp_path_factory.mktemp("rings") / "sample", claims=2500, rings=14, seed=3)
    return Portfolio(made.directory, read_labels(made.labels).rings)


def of_kind(portfolio: Portfolio, kind: str) -> list[RingLabel]:
    found = [ring for ring in portfolio.rings if ring.kind == kind]
    assert found
    return found


def test_kinds_are_found_in_the_folder() -> None:
    assert list(KINDS) == sorted(KINDS)
    assert len(KINDS) >= 7


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_planted_and_has_a_name(portfolio: Portfolio, kind: str) -> None:
    for ring in of_kind(portfolio, kind):
        part = set().union(*(people_of(claim) for claim in portfolio.claims(ring)))
        assert set(ring.members) <= part
        assert set(ring.providers) or kind in ("identity_web", "agent_ring", "recycled_vehicle")
    assert say(f"sample.kind.{kind}", "en") != say(f"sample.kind.{kind}", "zh")


def test_staged_accidents_repeat_pairs_in_other_roles(portfolio: Portfolio) -> None:
    for ring in of_kind(portfolio, "staged_accident"):
        meetings: Counter[tuple[str, ...]] = Counter()
        roles: dict[str, set[str]] = {}
        for claim in portfolio.claims(ring):
            meetings.update(combinations(sorted(people_of(claim)), 2))
            roles.setdefault(claim["claimant_id"], set()).add("claimant")
            roles.setdefault(claim["driver_id"], set()).add("driver")
        assert sum(count >= 2 for count in meetings.values()) >= len(ring.members) / 2
        assert any(len(played) == 2 for played in roles.values())


def test_a_mule_account_receives_for_five_or_more(portfolio: Portfolio) -> None:
    for ring in of_kind(portfolio, "mule_account"):
        receives: dict[str, set[str]] = {}
        for account, claimant in portfolio.paid_to(ring):
            receives.setdefault(account, set()).add(claimant)
        assert max(len(people) for people in receives.values()) >= min(5, len(ring.members) - 1)


def test_an_identity_web_shares_several_items(portfolio: Portfolio) -> None:
    for ring in of_kind(portfolio, "identity_web"):
        holders: dict[tuple[str, str], set[str]] = {}
        for row in read(portfolio.directory, "contacts"):
            if row["owner_id"] in ring.members:
                value = row["value"].replace(" ", "").replace("-", "").casefold()
                holders.setdefault((row["kind"], value), set()).add(row["owner_id"])
        shared = [key for key, people in holders.items() if len(people) > 1]
        assert len({kind for kind, _ in shared}) >= 3


def test_a_medical_mill_repeats_clinic_and_lawyer(portfolio: Portfolio) -> None:
    for ring in of_kind(portfolio, "medical_mill"):
        pairs = Counter((c["clinic_id"], c["lawyer_id"]) for c in portfolio.claims(ring))
        assert pairs.most_common(1)[0][1] >= 5


def test_an_agent_ring_claims_soon_after_inception(portfolio: Portfolio) -> None:
    policies = {row["policy_number"]: row for row in read(portfolio.directory, "policies")}
    for ring in of_kind(portfolio, "agent_ring"):
        sold = {policies[claim["policy_number"]]["agent_id"] for claim in portfolio.claims(ring)}
        assert sold == set(ring.agents)
        for claim in portfolio.claims(ring):
            policy = policies[claim["policy_number"]]
            age = date.fromisoformat(claim["loss_date"]) - date.fromisoformat(policy["start_date"])
            assert 0 < age.days <= 45


def test_a_recycled_vehicle_has_several_owners_and_policies(portfolio: Portfolio) -> None:
    policies = {row["policy_number"]: row for row in read(portfolio.directory, "policies")}
    for ring in of_kind(portfolio, "recycled_vehicle"):
        cars = Counter(policies[c["policy_number"]]["vehicle_id"] for c in portfolio.claims(ring))
        assert cars.most_common(1)[0][1] >= 5


def test_a_kickback_repeats_garage_and_adjuster(portfolio: Portfolio) -> None:
    for ring in of_kind(portfolio, "garage_kickback"):
        pairs = Counter((c["garage_id"], c["adjuster_id"]) for c in portfolio.claims(ring))
        assert pairs.most_common(1)[0][1] >= 0.8 * len(ring.claims)


def _shared_items(directory: Path, rings: tuple[RingLabel, ...]) -> int:
    people = {person for ring in rings for person in ring.members}
    holders: dict[str, set[str]] = {}
    for row in read(directory, "contacts"):
        if row["owner_id"] in people and row["kind"] in ("device", "email"):
            holders.setdefault(row["value"].strip().casefold(), set()).add(row["owner_id"])
    return sum(len(owners) > 1 for owners in holders.values())


def test_careful_rings_share_less(tmp_path: Path) -> None:
    def shared(carefulness: float) -> int:
        made = write_sample(
            tmp_path / str(carefulness), claims=1300, rings=21, carefulness=carefulness
        )
        return _shared_items(made.directory, read_labels(made.labels).rings)

    assert shared(0.0) > shared(0.5) > shared(1.0)
