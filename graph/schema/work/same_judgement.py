"""SameJudgement: what a person decided about two records: one person, two, or not clear."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="SameJudgement",
    role="work",
    title=Text("Judgement of doubles", "同一人判断"),
    plural=Text("Judgements of doubles", "同一人判断"),
    description="A judgement on two Person records; the latest that isn't undone counts.",
    properties=(
        Property("seq", "audit entry that committed it", "integer", index=True),
        Property("at", "UTC ISO time"),
        Property("author", "who judged"),
        Property("a", "id of the first Person record", index=True),
        Property("b", "id of the second Person record", index=True),
        Property("verdict", "same, different, unsure, or undone", index=True),
        Property("reason", "why, in the judge's words", personal=True),
        Property("before", "JSON: the SAME_AS links of the pair before, which undoing restores"),
        Property("undoes", "seq of the judgement that an undone one takes back", "integer"),
    ),
    caption=("verdict",),
)
