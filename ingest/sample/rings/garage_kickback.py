"""Kickback: one garage and one adjuster meet in far too many claims of the same circle."""

from ingest.sample.rings.crew import Crew


def build(crew: Crew) -> None:
    """Collisions of members with one garage and adjuster; half of the payouts go to the garage."""
    rng, people = crew.rng, crew.people
    crew.entangle(0.6, ("phone", "device", "account"))
    garage, adjuster = crew.helpers.garages[0], crew.helpers.adjusters[0]
    for number, person in enumerate(people):
        for _ in range(rng.choice((1, 2, 2))):
            claim = crew.claim(crew.own_motor(person), "collision", crew.day(), person, 15000)
            together = rng.random() >= 0.6 * crew.caution
            repairer = garage if together else crew.desk.pick("garage")
            claim.garage_id = repairer.organisation_id
            claim.adjuster_id = adjuster.organisation_id
            if rng.random() < 0.4:
                claim.passenger_ids = [people[(number + 1) % len(people)].person_id]
            if rng.random() < 0.5 and repairer.account is not None:
                crew.payout(claim, person, repairer.account)
            else:
                crew.payout(claim, person)
    crew.use(garage, adjuster)
