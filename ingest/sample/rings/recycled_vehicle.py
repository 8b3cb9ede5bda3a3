"""Recycled vehicle: the same few cars are insured by one member after another and damaged again."""

from datetime import timedelta

from ingest.sample.model import Vehicle
from ingest.sample.rings.crew import Crew


def build(crew: Crew) -> None:
    """Two or three cars change owners within the ring; each owner insures, claims and passes on."""
    rng, people = crew.rng, crew.people
    crew.entangle(0.6, ("phone", "account"))
    cars: list[Vehicle] = []
    for number, person in enumerate(people):
        loss = crew.day()
        start = loss - timedelta(days=rng.randint(20, 120))
        if number < max(2, len(people) // 4):
            policy = crew.motor(person, crew.agent(), start)
            cars.append(crew.world.vehicles[-1])
        else:
            car = cars[number % len(cars)]
            since = start - timedelta(days=3)
            passed = Vehicle(
                car.vehicle_id, car.plate, car.vin, car.make, person.person_id, "person", since
            )
            crew.world.vehicles.append(passed)
            policy = crew.motor(person, crew.agent(), start, passed)
        claim = crew.claim(
            policy, rng.choice(("collision", "collision", "theft")), loss, person, 18000
        )
        if rng.random() < 0.5:
            claim.passenger_ids = [people[(number + 1) % len(people)].person_id]
        if claim.kind == "collision":
            garage = rng.choice(crew.helpers.garages)
            claim.garage_id = garage.organisation_id
            crew.use(garage)
        crew.payout(claim, person)
