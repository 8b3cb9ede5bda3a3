"""Honest look-alikes: what tempts a careless method to accuse the innocent."""

from dataclasses import replace
from datetime import timedelta

from ingest.sample.doubles import make_doubles
from ingest.sample.identifiers import Identifiers
from ingest.sample.model import Contact, HonestGroup, Person, World


def _recycled_phones(world: World) -> None:
    """A number given up by one customer is another's, years later."""
    rng = world.random("recycled")
    files = {(c.owner_id, c.value): c for c in world.contacts if c.kind == "phone"}
    for _ in range(max(3, len(world.people) // 120)):
        old, new = (rng.choice(world.households) for _ in range(2))
        number = old.people[0].phone
        if old is new or old.ring or new.ring or not number:
            continue
        owner = new.people[0].person_id
        since = world.end - timedelta(days=rng.randint(30, 1500))
        world.contacts.append(Contact(owner, "person", "phone", number, since=since))
        files[old.people[0].person_id, number].since = world.end - timedelta(
            days=rng.randint(3300, 5000)
        )
        pair = (old.people[0].person_id, owner)
        world.honest.append(HonestGroup("recycled_phone", number, tuple(sorted(pair))))


def _family_accounts(world: World) -> None:
    """A grown child in another household receives the payouts of parents or siblings."""
    rng = world.random("family-accounts")
    for _ in range(max(3, len(world.people) // 150)):
        parents, children = (rng.choice(world.households) for _ in range(2))
        keeper = children.people[0]
        if parents is children or parents.ring or children.ring or keeper.account is None:
            continue
        group = [keeper]
        for person in parents.adults():
            person.account = keeper.account
            if rng.random() < 0.5 and not person.related_to:
                person.related_to, person.relation = keeper.person_id, "child"
            group.append(person)
        ids = tuple(sorted(p.person_id for p in group))
        world.honest.append(HonestGroup("family_account", keeper.account.number, ids))


def _resold_vehicles(world: World) -> None:
    """A used car: sold once by one household to another that has nothing to do with it."""
    rng = world.random("resold")
    owned = [v for v in world.vehicles if v.owner_kind == "person"]
    for vehicle in rng.sample(owned, len(owned) // 30):
        seller = world.households[world.people[vehicle.owner_id].household]
        buyer = rng.choice(world.households)
        if seller is buyer or seller.ring or buyer.ring or vehicle.since is None:
            continue
        before = vehicle.since - timedelta(days=rng.randint(200, 2500))
        former = replace(vehicle, owner_id=buyer.people[0].person_id, since=before)
        world.vehicles.append(former)
        pair = tuple(sorted((vehicle.owner_id, former.owner_id)))
        world.honest.append(HonestGroup("resold_vehicle", vehicle.plate, pair))


def _agency_devices(world: World, ids: Identifiers) -> None:
    """Each agency's tablet, on which hundreds of customers signed."""
    rng = world.random("agency-devices")
    heads = [h.people[0] for h in world.households]
    for agency in world.of_kind("agency"):
        device = ids.device()
        signed: list[Person] = rng.sample(heads, min(len(heads) // 20, rng.randint(60, 400)))
        for person in signed:
            world.contacts.append(Contact(person.person_id, "person", "device", device))
        people = tuple(sorted(p.person_id for p in signed))
        world.honest.append(HonestGroup("agency_device", agency.organisation_id, people))


def _careless_agents(world: World) -> None:
    """Agents who write their own number for clients: a compliance breach without fraud."""
    rng = world.random("careless-agents")
    clients: dict[str, list[str]] = {a.agent_id: [] for a in world.agents}
    for policy in world.policies:
        if policy.holder_kind == "person":
            clients[policy.agent_id].append(policy.holder_id)
    in_rings = {m for ring in world.rings for m in ring.members}
    used = {a for ring in world.rings for a in ring.agents}
    free = [a for a in world.agents if a.agent_id not in used]
    for agent in rng.sample(free, max(1, len(free) // 40)):
        held = sorted({c for c in clients[agent.agent_id] if c not in in_rings})
        chosen = rng.sample(held, min(len(held), rng.randint(6, 18)))
        for person in chosen:
            world.contacts.append(Contact(person, "person", "phone", agent.phone))
        world.honest.append(HonestGroup("careless_agent", agent.agent_id, tuple(sorted(chosen))))


def make_family_accounts(world: World) -> None:
    """Before claims are paid: accounts that receive for a family."""
    _family_accounts(world)


def make_look_alikes(world: World, ids: Identifiers) -> None:
    """After rings are planted, so that nobody is both a look-alike and a member."""
    _recycled_phones(world)
    _resold_vehicles(world)
    _agency_devices(world, ids)
    _careless_agents(world)
    make_doubles(world, ids)
    for index, home in enumerate(world.households):
        if len(home.people) > 1 and not home.ring:
            people = tuple(sorted(p.person_id for p in home.people))
            world.honest.append(HonestGroup("household", f"household-{index}", people))
