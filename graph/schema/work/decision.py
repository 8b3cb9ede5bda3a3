"""Decision: a change of a case's state, with its basis."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="Decision",
    role="work",
    title=Text("Decision", "决定"),
    plural=Text("Decisions", "决定"),
    description="A change of state of a case and the basis given for it.",
    properties=(
        Property("case_number", "the case it is on", index=True),
        Property("seq", "audit entry that committed it", "integer"),
        Property("at", "UTC ISO time"),
        Property("author", "who decided"),
        Property("before", "state before"),
        Property("after", "state after"),
        Property("basis", "why, in the decider's words", personal=True),
    ),
    caption=("after",),
)
