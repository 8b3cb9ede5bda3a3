"""Organisations, providers and agents: honest hubs that many unrelated people share."""

from datetime import date, timedelta
from random import Random

from ingest.sample import names
from ingest.sample.identifiers import Identifiers
from ingest.sample.model import Agent, Contact, HonestGroup, Organisation, Person, World
from ingest.sample.places import TOWNS

# Kind: claims for each one, at least, trade in a name (Chinese, Latin), has an own account.
_KINDS: tuple[tuple[str, int, int, tuple[str, str], bool], ...] = (
    ("garage", 70, 16, ("汽修厂", "Motors"), True),
    ("hospital", 700, 4, ("医院", "Hospital"), True),
    ("clinic", 180, 9, ("诊所", "Clinic"), True),
    ("doctor", 80, 16, ("医师事务所", "Medical Practice"), False),
    ("lawyer", 180, 9, ("律师事务所", "Law Office"), True),
    ("adjuster", 280, 7, ("公估行", "Loss Adjusters"), False),
    ("call_centre", 1500, 2, ("客服中心", "Call Centre"), False),
    ("agency", 900, 3, ("保险代理公司", "Insurance Agency"), False),
    ("employer", 55, 20, ("有限公司", "Works"), False),
    ("fleet", 330, 4, ("运输公司", "Haulage"), True),
)
PROVIDERS = ("garage", "hospital", "clinic", "doctor", "lawyer", "adjuster")


def owner_kind(organisation: Organisation) -> str:
    """How the contacts sheet names this owner."""
    return "provider" if organisation.kind in PROVIDERS else "organisation"


def _organisation(
    world: World,
    rng: Random,
    ids: Identifiers,
    kind: str,
    trade: tuple[str, str],
    rank: int,
    *,
    account: bool,
) -> None:
    index = rng.randrange(len(TOWNS))
    town = TOWNS[index]
    name = names.company(rng, town.script, town.name, trade)
    number = f"O{len(world.organisations) + 1:05d}"
    # Work falls off with rank: a few big garages and hospitals, many small ones.
    made = Organisation(number, name, kind, ids.registration(), weight=1 / (rank + 1) ** 0.7)
    made.phone = ids.phone(town.script)
    world.organisations[number] = made
    since = world.end - timedelta(days=3000 + rng.randrange(2000))
    place = ids.house(index)
    owner = owner_kind(made)
    # Of every twelfth fleet nobody wrote down which vehicles, phone and account are its own.
    made.on_record = kind != "fleet" or rank % 12 != 11
    world.contacts.append(
        Contact(number, owner, "address", place.line, place.city, place.postcode, since=since)
    )
    if made.on_record:
        world.contacts.append(Contact(number, owner, "phone", made.phone, since=since))
    if account:
        made.account = ids.account(town.script)
    if made.account is not None and made.on_record:
        row = Contact(number, owner, "account", made.account.number, bank=made.account.bank)
        world.contacts.append(row)


def make_organisations(world: World, claims: int, ids: Identifiers) -> None:
    """Providers, employers, fleets, agencies and call centres, in numbers that fit `claims`."""
    rng = world.random("organisations")
    for kind, each, least, trade, has_account in _KINDS:
        for rank in range(max(least, round(claims / each))):
            _organisation(world, rng, ids, kind, trade, rank, account=has_account)


def employ(world: World) -> None:
    """Give about half of the adults an employer; many are known by the shared work phone."""
    rng = world.random("employers")
    employers = world.of_kind("employer")
    weights = [o.weight for o in employers]
    staff: dict[str, list[Person]] = {o.organisation_id: [] for o in employers}
    for home in world.households:
        for person in home.adults():
            if person.birth_date.year > 1958 and rng.random() < 0.5:
                (employer,) = rng.choices(employers, weights)
                staff[employer.organisation_id].append(person)
                if rng.random() < 0.75:
                    person.employer_id = employer.organisation_id
                if rng.random() < 0.4:
                    world.contacts.append(
                        Contact(person.person_id, "person", "phone", employer.phone)
                    )
    for employer in employers:
        group = tuple(sorted(p.person_id for p in staff[employer.organisation_id]))
        world.honest.append(HonestGroup("employer", employer.organisation_id, group))


def make_agents(world: World, people: int, ids: Identifiers) -> None:
    """Agents of the agencies, each with own phone and account."""
    rng = world.random("agents")
    agencies = world.of_kind("agency")
    for number in range(max(14, people // 150)):
        script = "zh" if rng.random() < 0.7 else "latin"
        name, _ = names.full_name(rng, script, names.surname(rng, script))
        agency = rng.choice(agencies)
        agent = Agent(
            f"A{number + 1:04d}",
            name,
            world.end - timedelta(days=rng.randint(400, 6000)),
            agency.organisation_id,
            ids.identity(script, date(rng.randint(1960, 2000), rng.randint(1, 12), 9)),
            ids.phone(script),
            ids.account(script),
        )
        world.agents.append(agent)
        world.contacts += [
            Contact(agent.agent_id, "agent", "phone", agent.phone, since=agent.joined_on),
            Contact(agent.agent_id, "agent", "phone", agency.phone, since=agent.joined_on),
            Contact(
                agent.agent_id, "agent", "account", agent.account.number, bank=agent.account.bank
            ),
        ]
