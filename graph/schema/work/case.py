"""Case: one investigation, opened from a ring, a person or a claim."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="Case",
    role="work",
    title=Text("Case", "案件"),
    plural=Text("Cases", "案件"),
    description="An investigation; `snapshot` is its ring at opening as JSON (cases.model).",
    properties=(
        Property("number", "CASE-0001 and so on; the id is made from it", index=True),
        Property("ordinal", "1 for CASE-0001", "integer", index=True),
        Property("title", "what it is about, as the investigator wrote it", personal=True),
        Property("state", "new, investigating, referred, closed", index=True),
        Property("subject", "ring number or entity id", index=True),
        Property("subject_kind", "ring or entity"),
        Property("subject_caption", "short name of the subject", personal=True),
        Property("assignee", "who works on it"),
        Property("opened_at", "UTC ISO time"),
        Property("opened_by", "who opened it"),
        Property("invented", "opened on invented data", "boolean"),
        Property("snapshot", "ring at opening as JSON", personal=True),
    ),
    caption=("number",),
)
