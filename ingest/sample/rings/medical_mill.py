"""Medical mill: injuries treated by one clinic and represented by one lawyer, in a chain."""

from ingest.sample.rings.crew import Crew


def build(crew: Crew) -> None:
    """Injury claims with the clinic-lawyer pair; patients bring the next ones as passengers."""
    rng, people = crew.rng, crew.people
    crew.entangle(0.7, ("phone", "account", "address"))
    clinic, lawyer = crew.helpers.clinics[0], crew.helpers.lawyers[0]
    for number, person in enumerate(people):
        for turn in range(rng.choice((1, 2, 2))):
            claim = crew.claim(crew.own_motor(person), "injury", crew.day(), person, 16000)
            treated, represented = clinic, lawyer
            if rng.random() < 0.1 + 0.5 * crew.caution:
                treated, represented = crew.desk.pick("clinic"), crew.desk.pick("lawyer")
            claim.clinic_id = treated.organisation_id
            claim.lawyer_id = represented.organisation_id
            claim.doctor_id = rng.choice(crew.helpers.doctors).organisation_id
            if turn == 0 or rng.random() < 0.4:
                claim.passenger_ids = [people[(number + 1) % len(people)].person_id]
            crew.payout(claim, person)
    crew.use(clinic, lawyer)
