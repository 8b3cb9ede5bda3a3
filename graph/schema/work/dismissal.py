"""Dismissal: a ring judged harmless as it was."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="Dismissal",
    role="work",
    title=Text("Dismissal", "排除"),
    plural=Text("Dismissals", "排除"),
    description="A ring dismissed with a reason; it comes back when it has others than these.",
    properties=(
        Property("ring", "number of the ring when dismissed", index=True),
        Property("seq", "audit entry that committed it", "integer", index=True),
        Property("at", "UTC ISO time"),
        Property("author", "who dismissed it"),
        Property("reason", "why, in the decider's words", personal=True),
        Property("members", "ids of its members then", "strings"),
        Property("claims", "ids of its claims then", "strings"),
    ),
    caption=("ring",),
)
