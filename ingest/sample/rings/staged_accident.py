"""Staged accidents: the same people meet in collisions again and again, in changing roles."""

from ingest.sample.rings.crew import Crew


def build(crew: Crew) -> None:
    """Collisions of four or five members each, roles rotate, few vehicles, one or two garages."""
    rng, people = crew.rng, crew.people
    crew.entangle(0.5, ("phone", "device", "account"))
    owners = people[: max(2, len(people) // 3)]
    policies = [crew.own_motor(owner) for owner in owners]
    for number in range(round(len(people) * (1.3 - 0.6 * crew.caution))):
        policy = policies[number % len(policies)]
        size = min(rng.choice((3, 4, 5)), len(people))
        # Neighbours on a circle meet more often than people who merely know the organiser.
        start = rng.randrange(len(people))
        cast = [people[(start + i) % len(people)] for i in range(size)]
        if rng.random() < 0.8 * crew.caution:
            cast = rng.sample(people, size)
        rng.shuffle(cast)
        claim = crew.claim(policy, "collision", crew.day(), cast[0], 14000)
        claim.driver_id = cast[1].person_id
        claim.passenger_ids = [p.person_id for p in cast[2:4]]
        claim.witness_ids = [p.person_id for p in cast[4:]]
        claim.vehicle_ids.append(rng.choice(policies).vehicle_id)
        claim.vehicle_ids = sorted(set(claim.vehicle_ids))
        garage = rng.choice(crew.helpers.garages)
        claim.garage_id = garage.organisation_id
        crew.use(garage)
        if rng.random() < 0.6:
            claim.adjuster_id = crew.helpers.adjusters[0].organisation_id
        crew.payout(claim, cast[0])
