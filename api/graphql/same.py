"""GraphQL types of possible doubles: two records, the parts of their match weight, judgements."""

import enum

import strawberry

from api.graphql.context import Info, Language, described, field, language
from api.same import Bar, ShownPair, shown_pairs
from cases.same import SamePair as Pair
from graph.language import say
from ingest.same.words import basis_text


@strawberry.enum(description="Where a pair of records stands.")
class SameState(enum.Enum):
    """Where a pair of records stands."""

    OPEN = "open"
    UNSURE = "unsure"
    SAME = "same"
    DIFFERENT = "different"
    JOINED = "joined"


@strawberry.enum(description="What a person decides about two records.")
class SameVerdict(enum.Enum):
    """What a person decides about two records."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@described
class SamePart:
    """One step of the waterfall, in bits: the sum of weights goes from start to end."""

    title: str
    level: str
    weight: float
    start: float
    end: float


@described
class SameRow:
    """What is on file of one thing in each record."""

    title: str
    a: str
    b: str
    same: bool


@described
class SameJudgement:
    """The judgement that stands."""

    verdict: SameVerdict
    reason: str
    author: str
    at: str


@described
class SamePair:
    """Two records that may be one person, or were judged."""

    pair: strawberry.Private[Pair]

    @field("Id of the first record.")
    def a(self) -> strawberry.ID:
        return strawberry.ID(self.pair.a)

    @field("Id of the second record.")
    def b(self) -> strawberry.ID:
        return strawberry.ID(self.pair.b)

    @field("Where it stands.")
    def state(self) -> SameState:
        return SameState(self.pair.state)

    @field("Where it stands, in words.")
    def state_text(self, info: Info, lang: Language | None = None) -> str:
        return say(f"same.state.{self.pair.state}", language(info, lang))

    @field("What joins the two now, in words; empty when nothing does.")
    def basis(self, info: Info, lang: Language | None = None) -> str:
        return basis_text(self.pair.basis, language(info, lang))

    @field("Match weight in bits; null when the last search did not find the pair.")
    def weight(self) -> float | None:
        return self.pair.candidate.weight if self.pair.candidate else None

    @field("Probability, by the model, that both are one person.")
    def probability(self) -> float | None:
        return self.pair.candidate.probability if self.pair.candidate else None

    @field("The parts of the weight, in order.")
    def parts(self, info: Info, lang: Language | None = None) -> list[SamePart]:
        return [_part(bar) for bar in self._shown(info, lang).bars]

    @field("Both records side by side.")
    def record(self, info: Info, lang: Language | None = None) -> list[SameRow]:
        rows = self._shown(info, lang).rows
        return [SameRow(title=t, a=a, b=b, same=same) for t, a, b, same in rows]

    @field("The judgement that stands.")
    def judgement(self) -> SameJudgement | None:
        made = self.pair.judgement
        if made is None:
            return None
        verdict = SameVerdict(made.verdict)
        return SameJudgement(verdict=verdict, reason=made.reason, author=made.author, at=made.at)

    def _shown(self, info: Info, lang: Language | None) -> ShownPair:
        return shown_pairs(info.context.store, [self.pair], language(info, lang))[0]


def _part(bar: Bar) -> SamePart:
    return SamePart(
        title=bar.title, level=bar.level, weight=bar.weight, start=bar.start, end=bar.end
    )


def make_pair(pair: Pair) -> SamePair:
    """A pair as GraphQL has it."""
    return SamePair(pair=pair)
