"""Policies and vehicles: motor, health, property and life, sold by agents; fleets of companies."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ingest.sample.identifiers import Identifiers
from ingest.sample.model import (
    Agent,
    Contact,
    HonestGroup,
    Household,
    Organisation,
    Person,
    Policy,
    Vehicle,
    World,
)
from ingest.sample.words import words


@dataclass
class Fleet:
    """A company's vehicles, as policies, and the people who drive them."""

    company: Organisation
    drivers: list[Person]
    policies: list[Policy] = field(default_factory=list)


def new_vehicle(
    world: World,
    rng: Random,
    ids: Identifiers,
    owner: str,
    owner_kind: str,
    script: str,
    since: date,
) -> Vehicle:
    """Register a new vehicle with its owner."""
    number = f"V{len(world.vehicles) + 1:06d}"
    vehicle = Vehicle(
        number,
        ids.plate(script),
        ids.vin(),
        rng.choice(words("cars", script)),
        owner,
        owner_kind,
        since,
    )
    world.vehicles.append(vehicle)
    return vehicle


def new_policy(
    world: World,
    product: str,
    holder: str,
    insured: list[str],
    agent: Agent,
    start: date,
    premium: int,
    *,
    holder_kind: str = "person",
    vehicle: str = "",
) -> Policy:
    """Write a policy of one to several years that covers `start`."""
    policy = Policy(
        f"POL{len(world.policies) + 1:07d}",
        product,
        holder,
        holder_kind,
        insured,
        agent.agent_id,
        start,
        start + timedelta(days=365 * 5 - 1),
        premium,
        vehicle,
    )
    world.policies.append(policy)
    return policy


def _start(world: World, rng: Random) -> date:
    return world.end - timedelta(days=rng.randint(500, 1800))


def _insure(
    world: World, rng: Random, ids: Identifiers, home: Household, agent: Agent, adults: list[Person]
) -> None:
    head = adults[0]
    everybody = [p.person_id for p in home.people]
    if rng.random() < 0.66:
        for owner in adults[: 2 if rng.random() < 0.15 else 1]:
            since = world.end - timedelta(days=rng.randint(1800, 4000))
            vehicle = new_vehicle(world, rng, ids, owner.person_id, "person", home.script, since)
            home.vehicles.append(vehicle.vehicle_id)
            drivers = [p.person_id for p in adults if p is owner or rng.random() < 0.5]
            home.motor.append(
                new_policy(
                    world,
                    "motor",
                    owner.person_id,
                    drivers,
                    agent,
                    _start(world, rng),
                    rng.randint(180, 900) * 1000,
                    vehicle=vehicle.vehicle_id,
                )
            )
    if rng.random() < 0.62 or not home.motor:
        joint = everybody if rng.random() < 0.8 else [head.person_id]
        policy = new_policy(
            world,
            "health",
            head.person_id,
            joint,
            agent,
            _start(world, rng),
            rng.randint(90, 500) * 1000,
        )
        if len(adults) > 1 and rng.random() < 0.5:
            policy.beneficiary_id, policy.beneficiary_relation = adults[1].person_id, "spouse"
        home.health.append(policy)
    if rng.random() < 0.12:
        new_policy(
            world,
            rng.choice(("property", "life")),
            head.person_id,
            [head.person_id],
            agent,
            _start(world, rng),
            rng.randint(50, 400) * 1000,
        )


def make_policies(world: World, ids: Identifiers) -> None:
    """Insure every household; lazy entry writes the agency's hotline as the client's phone."""
    rng = world.random("policies")
    hotline_clients: dict[str, list[str]] = {}
    lazy = {a.agent_id for a in world.agents if rng.random() < 0.3}
    for home in world.households:
        adults = home.adults() or home.people
        agent = rng.choice(world.agents)
        _insure(world, rng, ids, home, agent, adults)
        if agent.agent_id in lazy and rng.random() < 0.45:
            agency = world.organisations[agent.agency_id]
            hotline_clients.setdefault(agent.agency_id, []).append(adults[0].person_id)
            world.contacts.append(Contact(adults[0].person_id, "person", "phone", agency.phone))
    for agency_id in sorted(hotline_clients):
        world.honest.append(
            HonestGroup("agent_hotline", agency_id, tuple(sorted(hotline_clients[agency_id])))
        )


def _fleet_policy(
    world: World, rng: Random, ids: Identifiers, company: Organisation, agent: Agent
) -> Policy:
    owner = company.organisation_id if company.on_record else ""
    owner_kind = "organisation" if company.on_record else ""
    since = world.end - timedelta(days=rng.randint(1800, 3000))
    script = "zh" if rng.random() < 0.7 else "latin"
    vehicle = new_vehicle(world, rng, ids, owner, owner_kind, script, since)
    return new_policy(
        world,
        "motor",
        owner,
        [],
        agent,
        _start(world, rng),
        rng.randint(300, 1200) * 1000,
        holder_kind=owner_kind,
        vehicle=vehicle.vehicle_id,
    )


def make_fleets(world: World, ids: Identifiers) -> list[Fleet]:
    """Company vehicles with many drivers, who work there or drive for a while."""
    rng = world.random("fleets")
    adults = [p for h in world.households for p in h.adults() if p.birth_date.year > 1960]
    fleets: list[Fleet] = []
    for company in world.of_kind("fleet"):
        drivers = rng.sample(adults, min(rng.randint(8, 45), len(adults) // 20))
        fleet = Fleet(company, drivers)
        for driver in drivers:
            if company.on_record and rng.random() < 0.6:
                driver.employer_id = company.organisation_id
        agent = rng.choice(world.agents)
        for _ in range(max(2, len(drivers) // 3)):
            fleet.policies.append(_fleet_policy(world, rng, ids, company, agent))
        kind = "fleet" if company.on_record else "fleet_owner_unknown"
        people = tuple(sorted(p.person_id for p in drivers))
        world.honest.append(HonestGroup(kind, company.organisation_id, people))
        fleets.append(fleet)
    return fleets
