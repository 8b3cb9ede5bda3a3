"""AuditEntry: who read, decided or exported what; append-only and hash-chained."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="AuditEntry",
    role="work",
    title=Text("Audit entry", "审计记录"),
    plural=Text("Audit entries", "审计记录"),
    description="One act; its id is made from `seq`, so two writers can't take one place.",
    properties=(
        Property("seq", "1, 2, 3 … without gaps", "integer", index=True),
        Property("at", "UTC ISO time"),
        Property("actor", "who acted"),
        Property("act", "opened, noted, decided, read, exported …", index=True),
        Property("case_number", "the case it concerns", index=True),
        Property("subjects", "ids of the entities or rings it concerns", "strings"),
        Property("details", "figures of the act as canonical JSON"),
        Property("previous", "hash of the entry before"),
        Property("hash", "SHA-256 of previous and content"),
    ),
    caption=("act",),
)
