"""The invented world while it is being made: rows of the sheets, and what is planted in it.

Field names of the row classes are the column names of `ingest/sheets.py`; the writer relies on it.
Amounts are integer minor units; lists of ids are joined with ';' when written.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

UNKNOWN_DAY = date.min
"""Stands for a date that isn't on file: written as an empty cell."""


@dataclass(slots=True)
class Person:
    """A row of `people`, with the household it lives in (index into World.households)."""

    person_id: str
    name: str
    other_name: str
    birth_date: date
    identity_number: str
    household: int
    latin: str = ""  # the name in Latin letters, written or not
    employer_id: str = ""
    related_to: str = ""
    relation: str = ""
    phone: str = ""  # own number, also written as a contact
    account: "Account | None" = None  # where payouts normally go


@dataclass(slots=True, frozen=True)
class Account:
    """A bank account: number and bank code always written together."""

    number: str
    bank: str


@dataclass(slots=True, frozen=True)
class Address:
    """An address as written."""

    line: str
    city: str
    postcode: str


@dataclass(slots=True)
class Household:
    """People who live together; `script` is 'zh' or 'latin'."""

    script: str
    surname: tuple[str, str]
    address: Address
    dwelling: str  # flat, flat_unnumbered, village, house
    town: int
    people: list[Person] = field(default_factory=list)
    vehicles: list[str] = field(default_factory=list)
    motor: list["Policy"] = field(default_factory=list)
    health: list["Policy"] = field(default_factory=list)
    ring: bool = False

    def adults(self) -> list[Person]:
        """Members old enough to drive and to hold a policy."""
        return [p for p in self.people if p.birth_date.year <= 2003]


@dataclass(slots=True)
class Organisation:
    """A row of `organisations`, with the phone and account it is known by."""

    organisation_id: str
    name: str
    kind: str
    registration: str
    phone: str = ""
    account: Account | None = None
    weight: float = 1.0  # share of the work it gets
    on_record: bool = True  # whether its phone, account and vehicles are known to be its own


@dataclass(slots=True)
class Agent:
    """A row of `agents`, with the phone and account the agent uses."""

    agent_id: str
    name: str
    joined_on: date
    agency_id: str
    identity_number: str
    phone: str
    account: Account
    person_id: str = ""


@dataclass(slots=True)
class Policy:
    """A row of `policies`."""

    policy_number: str
    product: str
    holder_id: str
    holder_kind: str
    insured_ids: list[str]
    agent_id: str
    start_date: date
    end_date: date
    premium: int
    vehicle_id: str = ""
    beneficiary_id: str = ""
    beneficiary_relation: str = ""
    currency: str = "CNY"


@dataclass(slots=True)
class Claim:
    """A row of `claims`; the number is given when all claims are sorted by date."""

    policy_number: str
    kind: str
    loss_date: date
    report_date: date
    claimed: int
    claimant_id: str
    claim_number: str = ""
    place: str = ""
    status: str = "paid"
    driver_id: str = ""
    passenger_ids: list[str] = field(default_factory=list)
    witness_ids: list[str] = field(default_factory=list)
    vehicle_ids: list[str] = field(default_factory=list)
    garage_id: str = ""
    clinic_id: str = ""
    doctor_id: str = ""
    lawyer_id: str = ""
    adjuster_id: str = ""
    handler_id: str = ""
    reported_from: str = ""
    currency: str = "CNY"
    payments: list["Payment"] = field(default_factory=list)

    def person_ids(self) -> list[str]:
        """Everybody who has a part in the claim."""
        named = [self.claimant_id, self.driver_id, *self.passenger_ids, *self.witness_ids]
        return sorted({p for p in named if p})


@dataclass(slots=True)
class Payment:
    """A row of `payments`; number and claim number are given together with the claim's."""

    account: Account
    payee_name: str
    amount: int
    date: date
    status: str
    payment_number: str = ""
    currency: str = "CNY"


@dataclass(slots=True)
class Contact:
    """A row of `contacts`; an address or account carries its city, postcode or bank."""

    owner_id: str
    owner_kind: str
    kind: str
    value: str
    city: str = ""
    postcode: str = ""
    bank: str = ""
    since: date | None = None


@dataclass(slots=True)
class Vehicle:
    """A row of `vehicles`: one row for each owner over time."""

    vehicle_id: str
    plate: str
    vin: str
    make: str
    owner_id: str
    owner_kind: str
    since: date | None


@dataclass(slots=True)
class PlantedRing:
    """A ring that was planted: the truth that only tests and the score read."""

    name: str
    kind: str
    shares_hubs: bool
    members: list[str]
    claims: list[Claim] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    providers: list[str] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class HonestGroup:
    """An honest look-alike: a hub and the people around it, for the score."""

    kind: str
    id: str
    people: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class PlantedDouble:
    """One person entered twice: both numbers, and how the second entry differs."""

    first: str
    second: str
    kind: str  # typing_error, transliterated, order, changed_phone, no_birth_date


@dataclass(slots=True)
class World:
    """Everything invented so far; `end` is the injected last day of the data."""

    seed: int
    end: date
    carefulness: float
    households: list[Household] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    agents: list[Agent] = field(default_factory=list)
    policies: list[Policy] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    vehicles: list[Vehicle] = field(default_factory=list)
    rings: list[PlantedRing] = field(default_factory=list)
    honest: list[HonestGroup] = field(default_factory=list)
    doubles: list[PlantedDouble] = field(default_factory=list)

    def random(self, part: str) -> Random:
        """A generator of its own for each part, so that one part's change leaves others alone."""
        return Random(f"ringleader-sample/{self.seed}/{part}")

    def of_kind(self, kind: str) -> list[Organisation]:
        """Organisations of one kind, in the order they were made."""
        return [o for o in self.organisations.values() if o.kind == kind]
