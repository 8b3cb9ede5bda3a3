"""Verdict: what a person decided about a person or claim of a case, with its basis."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="Verdict",
    role="work",
    title=Text("Verdict", "认定"),
    plural=Text("Verdicts", "认定"),
    description="A human verdict on one person or claim; the latest one on an entity counts.",
    properties=(
        Property("case_number", "the case it is on", index=True),
        Property("seq", "audit entry that committed it", "integer"),
        Property("at", "UTC ISO time"),
        Property("author", "who decided"),
        Property("entity", "id of the person or claim", index=True),
        Property("caption", "its short name when decided", personal=True),
        Property("verdict", "confirmed, cleared, compliance_breach, unknown", index=True),
        Property("basis", "why, in the decider's words", personal=True),
    ),
    caption=("verdict",),
)
