"""Gives policies, vehicles, claims and payments their numbers by date, as an office would.

Without it, whatever is planted last would have the highest numbers.
"""

from ingest.sample.model import Claim, Payment, World


def sorted_claims(world: World) -> list[Claim]:
    """Claims by day of report; the rest of the key only makes the order total."""
    return sorted(
        world.claims,
        key=lambda c: (c.report_date, c.loss_date, c.policy_number, c.claimant_id, c.claimed),
    )


def sorted_payments(world: World) -> list[tuple[str, Payment]]:
    """Payments by day with their claim's number."""
    pairs = [(claim.claim_number, payment) for claim in world.claims for payment in claim.payments]
    return sorted(pairs, key=lambda p: (p[1].date, p[0], p[1].amount, p[1].account.number))


def renumber(world: World) -> None:
    """Number everything anew in order of dates; references follow."""
    world.policies.sort(key=lambda p: (p.start_date, p.policy_number))
    world.vehicles.sort(key=lambda v: (v.since or world.end, v.vehicle_id))
    policies = {p.policy_number: f"POL{i + 1:07d}" for i, p in enumerate(world.policies)}
    vehicles: dict[str, str] = {"": ""}
    for vehicle in world.vehicles:
        vehicle.vehicle_id = vehicles.setdefault(vehicle.vehicle_id, f"V{len(vehicles):06d}")
    for policy in world.policies:
        policy.policy_number = policies[policy.policy_number]
        policy.vehicle_id = vehicles[policy.vehicle_id]
    for claim in world.claims:
        claim.policy_number = policies[claim.policy_number]
        claim.vehicle_ids = sorted({vehicles[v] for v in claim.vehicle_ids})
    world.claims = sorted_claims(world)
    for number, claim in enumerate(world.claims):
        claim.claim_number = f"CLM{number + 1:07d}"
    for number, (_, payment) in enumerate(sorted_payments(world)):
        payment.payment_number = f"PAY{number + 1:07d}"
