"""What a planted ring is built from: its people, shared identifiers, providers and claims."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ingest.sample.claims import Desk, amount
from ingest.sample.identifiers import Identifiers
from ingest.sample.model import (
    Account,
    Agent,
    Claim,
    Contact,
    Organisation,
    Person,
    PlantedRing,
    Policy,
    Vehicle,
    World,
)
from ingest.sample.policies import new_policy, new_vehicle


@dataclass(frozen=True)
class Helpers:
    """The providers a ring works with: its own, or a pool that several rings share."""

    garages: tuple[Organisation, ...]
    clinics: tuple[Organisation, ...]
    doctors: tuple[Organisation, ...]
    lawyers: tuple[Organisation, ...]
    adjusters: tuple[Organisation, ...]


class Crew:
    """A ring in the making; every act is drawn from its own seeded generator."""

    def __init__(
        self,
        world: World,
        rng: Random,
        ids: Identifiers,
        people: list[Person],
        helpers: Helpers,
        ring: PlantedRing,
    ) -> None:
        self.world, self.rng, self.ids = world, rng, ids
        self.people, self.helpers, self.ring = people, helpers, ring
        self.desk = Desk(world, rng)
        # Rings work for a season; most are still at work when the data end.
        length = rng.randint(200, 500)
        idle = 0 if rng.random() < 0.6 else rng.randint(30, 400)
        self.last = world.end - timedelta(days=idle + 5)
        self.first = self.last - timedelta(days=length)

    @property
    def open(self) -> float:
        """How openly the ring shares things: 1 - carefulness."""
        return 1 - self.world.carefulness

    @property
    def caution(self) -> float:
        """How far a ring changes its trade itself, 0 to 1: only very careful ones do."""
        return self.world.carefulness**3

    def day(self) -> date:
        """A day in the ring's season."""
        return self.first + timedelta(days=self.rng.randrange((self.last - self.first).days))

    def give(self, person: Person, kind: str, value: str, bank: str = "") -> None:
        """Write an identifier as this person's, on file since the season began."""
        since = self.first - timedelta(days=self.rng.randint(5, 90))
        self.world.contacts.append(
            Contact(person.person_id, "person", kind, value, bank=bank, since=since)
        )

    def share(self, kind: str, holders: list[Person]) -> str:
        """A new phone, account, device, e-mail or address that all `holders` give as theirs."""
        home = self.world.households[holders[0].household]
        if kind == "account":
            account = self.ids.account(home.script)
            for person in holders:
                self.give(person, kind, account.number, account.bank)
                person.account = account
            return account.number
        if kind == "address":
            place = self.ids.house(home.town)
            for person in holders:
                self.give(person, kind, place.line)
                row = self.world.contacts[-1]
                row.city, row.postcode = place.city, place.postcode
            return place.line
        if kind == "phone":
            value = self.ids.phone(home.script)
        else:
            value = self.ids.device() if kind == "device" else self.ids.email(holders[0].latin)
        for person in holders:
            self.give(person, kind, value)
            if kind == "phone" and self.rng.random() < 0.5:
                person.phone = value
        return value

    def entangle(self, strength: float, kinds: tuple[str, ...]) -> None:
        """Shared items among neighbours on a circle, fewer when the ring is careful.

        `strength` items for each member at carefulness 0; each held by two to four members.
        """
        size = len(self.people)
        count, offset = round(size * strength * (0.1 + 0.9 * self.open)), self.rng.randrange(size)
        for number in range(count):
            start = offset + number * size // count
            width = self.rng.choice((2, 3, 3, 4))
            holders = [self.people[(start + i) % size] for i in range(min(width, size))]
            self.share(kinds[number % len(kinds)], holders)

    def agent(self) -> Agent:
        """Any agent."""
        return self.rng.choice(self.world.agents)

    def motor(
        self, owner: Person, agent: Agent, start: date, vehicle: Vehicle | None = None
    ) -> Policy:
        """A motor policy of `owner`, for a new vehicle unless one is given."""
        rng, home = self.rng, self.world.households[owner.household]
        if vehicle is None:
            since = start - timedelta(days=rng.randint(5, 60))
            vehicle = new_vehicle(
                self.world, rng, self.ids, owner.person_id, "person", home.script, since
            )
        return new_policy(
            self.world,
            "motor",
            owner.person_id,
            [owner.person_id],
            agent,
            start,
            rng.randint(150, 500) * 1000,
            vehicle=vehicle.vehicle_id,
        )

    def own_motor(self, owner: Person) -> Policy:
        """The owner's household's motor policy, or a new one."""
        home = self.world.households[owner.household]
        held = [p for p in home.motor if p.holder_id == owner.person_id]
        if held and held[0].start_date < self.first:
            return held[0]
        policy = self.motor(owner, self.agent(), self.first - timedelta(self.rng.randint(60, 300)))
        home.motor.append(policy)
        return policy

    def own_health(self, person: Person) -> Policy:
        """The household's health policy that covers the person, or a new one."""
        home = self.world.households[person.household]
        for policy in home.health:
            if person.person_id in policy.insured_ids and policy.start_date < self.first:
                return policy
        policy = new_policy(
            self.world,
            "health",
            person.person_id,
            [person.person_id],
            self.agent(),
            self.first - timedelta(self.rng.randint(60, 300)),
            self.rng.randint(90, 300) * 1000,
        )
        home.health.append(policy)
        return policy

    def claim(self, policy: Policy, kind: str, on: date, claimant: Person, middle: int) -> Claim:
        """A claim of the ring: recorded in the world and in the label."""
        claim = self.desk.claim(policy, kind, on, claimant, amount(self.rng, middle))
        self.desk.report(claim, claimant)
        if policy.vehicle_id:
            claim.vehicle_ids = [policy.vehicle_id]
            claim.driver_id = claimant.person_id
        self.world.claims.append(claim)
        self.ring.claims.append(claim)
        return claim

    def payout(self, claim: Claim, payee: Person, account: Account | None = None) -> None:
        """Pay the claim to the payee's account, or another one in the payee's name."""
        target = account or payee.account
        if target is None:
            return
        self.desk.pay(claim, target, payee.name)

    def use(self, *providers: Organisation) -> None:
        """Remember in the label that the ring works with these providers."""
        for provider in providers:
            if provider.organisation_id not in self.ring.providers:
                self.ring.providers.append(provider.organisation_id)
