"""Mule account: payouts of people who seem unrelated end in one account."""

from ingest.sample.rings.crew import Crew


def build(crew: Crew) -> None:
    """Every member claims; most payouts go to an account of one member, in the claimant's name."""
    rng, people = crew.rng, crew.people
    crew.entangle(0.45, ("phone", "device"))
    count = max(1, round(len(people) * (0.08 + 0.4 * crew.caution)))
    accounts = [crew.ids.account() for _ in range(count)]
    for account, owner in zip(accounts, people, strict=False):
        crew.give(owner, "account", account.number, account.bank)
    for number, person in enumerate(people):
        for turn in range(rng.choice((1, 1, 2))):
            if rng.random() < 0.5:
                claim = crew.claim(crew.own_health(person), "hospital", crew.day(), person, 8000)
                clinic = rng.choice(crew.helpers.clinics)
                claim.clinic_id = clinic.organisation_id
                crew.use(clinic)
            else:
                claim = crew.claim(crew.own_motor(person), "collision", crew.day(), person, 11000)
                claim.garage_id = crew.helpers.garages[0].organisation_id
                crew.use(crew.helpers.garages[0])
            own = rng.random() < 0.25 * (1 - crew.open)
            crew.payout(claim, person, None if own else accounts[(number + turn) % len(accounts)])
