"""Recycled vehicle: the same car is insured by one member after another and damaged again."""

from datetime import timedelta

from ingest.sample.model import Vehicle
from ingest.sample.rings.crew import Crew


def build(crew: Crew) -> None:
    """One or two cars change owners within the ring; each owner insures, claims and passes on."""
    rng, people = crew.rng, crew.people
    crew.entangle(0.6, ("phone", "account"))
    cars: list[Vehicle] = []
    count = max(1, round(len(people) * (0.12 + 0.38 * crew.caution)))
    for number, loss in enumerate(sorted(crew.day() for _ in people)):
        person = people[number]
        start = loss - timedelta(days=rng.randint(10, 40))
        if number < count:
            policy = crew.motor(person, crew.agent(), start)
            cars.append(crew.world.vehicles[-1])
        else:
            car = cars[number % count]
            since = start - timedelta(days=3)
            passed = Vehicle(
                car.vehicle_id, car.plate, car.vin, car.make, person.person_id, "person", since
            )
            crew.world.vehicles.append(passed)
            policy = crew.motor(person, crew.agent(), start, passed)
        kind = rng.choice(("collision", "collision", "theft"))
        claim = crew.claim(policy, kind, loss, person, 18000)
        if rng.random() < 0.5:
            claim.passenger_ids = [people[(number + 1) % len(people)].person_id]
        if claim.kind == "collision":
            garage = rng.choice(crew.helpers.garages)
            claim.garage_id = garage.organisation_id
            crew.use(garage)
        crew.payout(claim, person)
