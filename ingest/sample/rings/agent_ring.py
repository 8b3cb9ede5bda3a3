"""Agent ring: an agent's own phone and account stand in clients' files; losses come early."""

from datetime import timedelta

from ingest.sample.rings.crew import Crew


def build(crew: Crew) -> None:
    """New policies of one agent, claims within weeks, payouts partly to the agent's account."""
    rng = crew.rng
    agent = crew.agent()
    crew.ring.agents.append(agent.agent_id)
    crew.entangle(0.5, ("device", "account"))
    for person in crew.people:
        if rng.random() < 0.35 + 0.6 * crew.open:
            crew.give(person, "phone", agent.phone)
            person.phone = agent.phone
        for _ in range(rng.choice((1, 1, 2))):
            loss = crew.day()
            start = loss - timedelta(days=rng.randint(6, 45))
            claim = crew.claim(
                crew.motor(person, agent, start),
                rng.choice(("collision", "theft")),
                loss,
                person,
                22000,
            )
            if claim.kind == "collision":
                claim.garage_id = crew.helpers.garages[0].organisation_id
                crew.use(crew.helpers.garages[0])
            to_agent = rng.random() < 0.25 + 0.6 * crew.open
            crew.payout(claim, person, agent.account if to_agent else None)
