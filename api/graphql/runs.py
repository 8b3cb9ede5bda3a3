"""GraphQL type of an analysis: what it saw, how it was made, and what must be known of it."""

import strawberry

from api.graphql.context import Info, Language, described, field, language
from api.made import made_document
from graph.rings import model
from graph.rings.words import sentence


@described
class RingRun:
    """The analysis that all rings shown are of."""

    run: strawberry.Private[model.RingRun]
    digest: str = strawberry.field(description="SHA-256 over rings and what was left out.")
    people: int
    claims: int
    incremental: bool = strawberry.field(
        description="Figures of the whole graph are those of an earlier, full analysis."
    )
    epoch: str = strawberry.field(description="Id of these figures.")
    frozen_on: str | None = strawberry.field(description="ISO day as of which they were frozen.")
    drift: float | None = strawberry.field(
        description="Share by which the figure that moved most has moved since; null when full."
    )
    drift_bound: float | None = strawberry.field(
        description="Share that it may; beyond, everything is analysed."
    )
    full_advised: bool = strawberry.field(
        description="A full analysis should be made when nobody waits for it."
    )

    @field("All this in a sentence or two.")
    def text(self, info: Info, lang: Language | None = None) -> str:
        made: str = made_document(self.run, language(info, lang))["text"]
        return made

    @field("What else must be known of the analysis.")
    def notes(self, info: Info, lang: Language | None = None) -> list[str]:
        return [sentence(note, language(info, lang)) for note in self.run.notes]


def make_run(run: model.RingRun) -> RingRun:
    """The type from a run."""
    made = made_document(run, "en")
    given = {name: value for name, value in made.items() if name != "text"}
    return RingRun(run=run, digest=run.digest, people=run.people, claims=run.claims, **given)
