"""Honest claims and their payments, and the pieces that planted rings build theirs from."""

from datetime import date, timedelta
from itertools import accumulate
from random import Random

from ingest.sample.model import (
    Account,
    Claim,
    HonestGroup,
    Household,
    Organisation,
    Payment,
    Person,
    Policy,
    World,
)
from ingest.sample.places import TOWNS, street
from ingest.sample.policies import Fleet

_PERIOD = 1095  # days of losses before the end of the data
_HANDLERS = 24


class Desk:
    """Handles claims as the insurer does: providers, reporting phones, handlers, payments."""

    def __init__(self, world: World, rng: Random) -> None:
        self._world, self._rng = world, rng
        self._kinds: dict[str, tuple[list[Organisation], list[float]]] = {}
        self.call_centre: dict[str, list[str]] = {}
        self.patients: dict[str, list[str]] = {}

    def pick(self, kind: str) -> Organisation:
        """An organisation of this kind, big ones more often."""
        if kind not in self._kinds:
            found = self._world.of_kind(kind)
            self._kinds[kind] = found, list(accumulate(o.weight for o in found))
        organisations, weights = self._kinds[kind]
        return self._rng.choices(organisations, cum_weights=weights)[0]

    def loss_date(self, policy: Policy) -> date:
        """A day in the period of losses on which the policy ran for a while."""
        latest = (self._world.end - policy.start_date).days - 1
        back = self._rng.randint(1, max(1, min(_PERIOD, latest - 60)))
        return self._world.end - timedelta(days=back)

    def claim(self, policy: Policy, kind: str, on: date, claimant: Person, claimed: int) -> Claim:
        """An open file: report date, place and handler filled in; not yet in the world."""
        rng = self._rng
        reported = min(on + timedelta(days=min(30, int(rng.expovariate(0.4)))), self._world.end)
        claim = Claim(policy.policy_number, kind, on, reported, claimed, claimant.person_id)
        town = TOWNS[self._world.households[claimant.household].town]
        claim.place = f"{town.name} {street(rng, town)}" if rng.random() < 0.8 else ""
        claim.handler_id = f"E{rng.randrange(_HANDLERS) + 1:03d}"
        return claim

    def report(self, claim: Claim, caller: Person) -> None:
        """Note the phone it was reported from: the caller's, a call centre's, none."""
        way = self._rng.random()
        if way < 0.42:
            centre = self.pick("call_centre")
            claim.reported_from = centre.phone
            self.call_centre.setdefault(centre.organisation_id, []).append(claim.claimant_id)
        elif way < 0.9:
            claim.reported_from = caller.phone

    def pay(self, claim: Claim, account: Account, payee: str, share: float = 0.9) -> None:
        """Pay `share` of the claimed amount; recent payments are still scheduled."""
        rng, end = self._rng, self._world.end
        due = claim.report_date + timedelta(days=rng.randint(12, 70))
        status = "paid" if due <= end else "scheduled"
        if status == "paid" and (draw := rng.random()) < 0.02:
            status = "stopped" if draw < 0.014 else "returned"
        amount = round(claim.claimed * share / 100) * 100
        claim.payments.append(Payment(account, payee, amount, due, status))
        claim.status = "paid" if status == "paid" else "approved"

    def settle(self, claim: Claim, claimant: Person, direct: Organisation | None = None) -> None:
        """Decide an honest claim: usually paid to the claimant or directly to the provider."""
        rng, draw = self._rng, self._rng.random()
        if draw < 0.06:
            claim.status = "declined"
        elif draw < 0.08:
            claim.status = "withdrawn"
        elif draw < 0.13 and (self._world.end - claim.loss_date).days < 200:
            claim.status = "open"
        elif direct is not None and direct.account is not None and rng.random() < 0.45:
            self.pay(claim, direct.account, direct.name)
        elif claimant.account is not None:
            self.pay(claim, claimant.account, claimant.name)
            if rng.random() < 0.08:
                self.pay(claim, claimant.account, claimant.name, 0.1)
        self._world.claims.append(claim)


def amount(rng: Random, middle: int) -> int:
    """A claimed amount in minor units around `middle` (major units), skewed upwards."""
    return max(200, round(middle * rng.lognormvariate(0, 0.7))) * 100


def _collision(world: World, rng: Random, desk: Desk, home: Household, policy: Policy) -> None:
    adults = home.adults() or home.people
    driver, claimant = rng.choice(adults), adults[0]
    on = desk.loss_date(policy)
    other = rng.choice(world.households)
    third_party = rng.random() < 0.4 and bool(other.adults()) and other is not home
    if third_party:
        claimant = rng.choice(other.adults())
    claim = desk.claim(policy, "collision", on, claimant, amount(rng, 9000))
    claim.driver_id = driver.person_id
    claim.vehicle_ids = [policy.vehicle_id]
    if third_party and other.vehicles:
        claim.vehicle_ids.append(other.vehicles[0])
    aboard = [p for p in home.people if p is not driver and p is not claimant]
    claim.passenger_ids = [p.person_id for p in aboard if rng.random() < 0.25][:3]
    if rng.random() < 0.1:
        claim.passenger_ids.append(rng.choice(rng.choice(world.households).people).person_id)
    if rng.random() < 0.14:
        claim.witness_ids = [rng.choice(rng.choice(world.households).people).person_id]
    garage = desk.pick("garage")
    claim.garage_id = garage.organisation_id
    if rng.random() < 0.5:
        claim.adjuster_id = desk.pick("adjuster").organisation_id
    if rng.random() < 0.12:
        claim.clinic_id = desk.pick("clinic").organisation_id
        if rng.random() < 0.3:
            claim.lawyer_id = desk.pick("lawyer").organisation_id
    desk.report(claim, claimant)
    desk.settle(claim, claimant, garage)


def _theft(world: World, rng: Random, desk: Desk, policy: Policy) -> None:
    owner = world.people[policy.holder_id]
    claim = desk.claim(policy, "theft", desk.loss_date(policy), owner, amount(rng, 60000))
    claim.vehicle_ids = [policy.vehicle_id]
    if rng.random() < 0.6:
        claim.adjuster_id = desk.pick("adjuster").organisation_id
    desk.report(claim, owner)
    desk.settle(claim, owner)


def _hospital(world: World, rng: Random, desk: Desk, home: Household, policy: Policy) -> None:
    patient = world.people[rng.choice(policy.insured_ids)]
    kind = "hospital" if rng.random() < 0.8 else "injury"
    claim = desk.claim(policy, kind, desk.loss_date(policy), patient, amount(rng, 6000))
    house = desk.pick("hospital" if rng.random() < 0.7 else "clinic")
    claim.clinic_id = house.organisation_id
    desk.patients.setdefault(house.organisation_id, []).append(patient.person_id)
    if rng.random() < 0.5:
        claim.doctor_id = desk.pick("doctor").organisation_id
    if kind == "injury" and rng.random() < 0.25:
        claim.lawyer_id = desk.pick("lawyer").organisation_id
    desk.report(claim, (home.adults() or home.people)[0])
    desk.settle(claim, patient, house)


def _fleet(world: World, rng: Random, desk: Desk, fleet: Fleet) -> None:
    policy, driver = rng.choice(fleet.policies), rng.choice(fleet.drivers)
    claim = desk.claim(policy, "collision", desk.loss_date(policy), driver, amount(rng, 12000))
    claim.driver_id, claim.vehicle_ids = driver.person_id, [policy.vehicle_id]
    if rng.random() < 0.2:
        claim.passenger_ids = [rng.choice(fleet.drivers).person_id]
        if claim.passenger_ids == [driver.person_id]:
            claim.passenger_ids = []
    claim.garage_id = desk.pick("garage").organisation_id
    claim.reported_from = fleet.company.phone
    world.claims.append(claim)
    if fleet.company.account is not None:
        desk.pay(claim, fleet.company.account, fleet.company.name)


def make_claims(world: World, count: int, fleets: list[Fleet]) -> None:
    """`count` honest claims; a few people claim again and again, as the unlucky and the ill do."""
    rng = world.random("claims")
    desk = Desk(world, rng)
    motor = [h for h in world.households if h.motor]
    health = [h for h in world.households if h.health]
    unlucky = rng.sample(health, max(1, len(health) // 150))
    for _ in range(count):
        draw = rng.random()
        if draw < 0.05:
            _fleet(world, rng, desk, rng.choice(fleets))
        elif draw < 0.52:
            home = rng.choice(motor)
            _collision(world, rng, desk, home, rng.choice(home.motor))
        elif draw < 0.56:
            _theft(world, rng, desk, rng.choice(rng.choice(motor).motor))
        else:
            home = rng.choice(unlucky if rng.random() < 0.07 else health)
            _hospital(world, rng, desk, home, home.health[0])
    for kind, groups in (("call_centre", desk.call_centre), ("hospital", desk.patients)):
        for key in sorted(groups):
            world.honest.append(HonestGroup(kind, key, tuple(sorted(set(groups[key])))))
