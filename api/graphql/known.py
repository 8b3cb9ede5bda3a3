"""GraphQL types of known fraud around a party: verdicts on claims, none on the party."""

import strawberry

from api.graphql.context import described


@described
class KnownCounts:
    """Verdicts on claims of a party and around them."""

    claims: int
    confirmed: int = strawberry.field(description="Of its claims, by a recorded verdict.")
    cleared: int
    met: int = strawberry.field(description="Further claims of people in its claims.")
    met_confirmed: int
    nearer: int = strawberry.field(
        description="Percent of its kind that are less near to confirmed claims (BiRank)."
    )


@described
class KnownAround(KnownCounts):
    """Verdicts on claims of a party and around them, as known on a day; none on the party."""

    as_of: str
    text: str


@described
class KnownParty(KnownCounts):
    """A party of a ring with the verdicts on claims in and around it; no verdict on the party."""

    id: strawberry.ID
    label: str
    caption: str
