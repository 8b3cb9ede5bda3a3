"""Invented claims in which fraud runs in the neighbourhood, as a network with labels."""

import numpy as np

from graph.learning.table import Labels, Table
from graph.measures.claim_network import Network, from_pairs


def invented(claims: int = 240, seed: int = 5) -> tuple[Network, Table, Labels]:
    """Network, own features and verdicts: two thirds decided, fraud shares its people."""
    random = np.random.default_rng(seed)
    fraud = random.random(claims) < 0.35
    rows: list[int] = []
    people: list[str] = []
    for claim in range(claims):
        crowd = "crew" if fraud[claim] and random.random() < 0.8 else "all"
        for _ in range(2):
            rows.append(claim)
            people.append(f"{crowd}{random.integers(12 if crowd == 'crew' else 150)}")
    garages = [f"garage{random.integers(8)}" for _ in range(claims)]
    ids = tuple(f"claim-{at:04d}" for at in range(claims))
    net = from_pairs(ids, {"people": (rows, people), "providers": (list(range(claims)), garages)})
    own = Table(("amount",), (fraud * 0.4 + random.normal(size=claims))[:, None])
    decided = random.random(claims) < 2 / 3
    return net, own, Labels(fraud & decided, ~fraud & decided)
