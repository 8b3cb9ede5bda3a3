"""Identity web: strangers on paper who share phones, addresses, accounts and devices in turn."""

from ingest.sample.rings.crew import Crew


def build(crew: Crew) -> None:
    """Many shared items; each member claims once or twice on policies of their own."""
    rng = crew.rng
    crew.entangle(1.9, ("phone", "address", "account", "device", "email"))
    for person in crew.people:
        for _ in range(rng.choice((1, 1, 2))):
            if rng.random() < 0.6:
                claim = crew.claim(crew.own_health(person), "hospital", crew.day(), person, 9000)
                doctor, clinic = rng.choice(crew.helpers.doctors), crew.helpers.clinics[0]
                claim.doctor_id, claim.clinic_id = doctor.organisation_id, clinic.organisation_id
                crew.use(doctor, clinic)
            else:
                claim = crew.claim(crew.own_motor(person), "theft", crew.day(), person, 40000)
            crew.payout(claim, person)
