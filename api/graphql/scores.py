"""GraphQL types of claim scores: a learned probability for review, with what it is made of."""

from collections.abc import Mapping
from typing import Any

import strawberry

from api.graphql.context import described


@described
class ScorePart:
    """What one feature adds to the log-odds of a claim."""

    feature: str
    added: float
    text: str = strawberry.field(description="The feature with the claim's own figure.")


@described
class ClaimScore:
    """A learned score of a claim: it orders claims for review and is no verdict."""

    claim: strawberry.ID
    rank: int | None = strawberry.field(
        description="1 is the highest among claims without a verdict; null for the others."
    )
    verdict: str | None = strawberry.field(
        description="The claim's own verdict, which did not enter the score; null without one."
    )
    probability: float = strawberry.field(
        description="Share of decided claims like it that were confirmed as fraud, 0 to 1."
    )
    log_odds: float = strawberry.field(description="base and all that the parts add.")
    base: float = strawberry.field(description="Log-odds of an average claim.")
    parts: list[ScorePart]
    text: str = strawberry.field(description="What the number is, and what it isn't.")
    as_of: str = strawberry.field(description="Day whose verdicts were known.")
    model: str = strawberry.field(description="Digest of the model.")
    stale: str | None = strawberry.field(description="Says so when the evidence has changed since.")


def make_score(document: Mapping[str, Any]) -> ClaimScore:
    """A score of api.scores as GraphQL has it."""
    return ClaimScore(
        claim=strawberry.ID(document["claim"]),
        rank=document["rank"] or None,
        verdict=document["verdict"] or None,
        probability=document["probability"],
        log_odds=document["log_odds"],
        base=document["base"],
        parts=[
            ScorePart(feature=p["feature"], added=p["added"], text=p["text"])
            for p in document["parts"]
        ],
        text=document["text"],
        as_of=document["as_of"],
        model=document["model"],
        stale=document["stale"],
    )
