"""AuditHead: the end of the audit chain, one node; writers queue on it."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="AuditHead",
    role="work",
    title=Text("Audit head", "审计链首"),
    plural=Text("Audit heads", "审计链首"),
    description="Number and hash of the last audit entry, so that a cut tail shows.",
    properties=(
        Property("seq", "number of entries", "integer"),
        Property("hash", "hash of the last entry"),
        Property("writer", "token of the last writer; setting it takes the lock"),
    ),
    caption=("seq",),
)
