"""Note: a dated remark on a case."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="Note",
    role="work",
    title=Text("Note", "备注"),
    plural=Text("Notes", "备注"),
    description="A dated remark on a case; never changed, only followed by another.",
    properties=(
        Property("case_number", "the case it is on", index=True),
        Property("seq", "audit entry that committed it", "integer"),
        Property("at", "UTC ISO time"),
        Property("author", "who wrote it"),
        Property("text", "the remark", personal=True),
    ),
    caption=("at",),
)
