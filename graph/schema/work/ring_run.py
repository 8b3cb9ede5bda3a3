"""RingRun: one analysis of the graph."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="RingRun",
    role="work",
    title=Text("Analysis run", "分析批次"),
    plural=Text("Analysis runs", "分析批次"),
    description="One analysis of the graph; its rings carry its id.",
    properties=(
        Property("at", "UTC ISO time"),
        Property("digest", "digest of the rings, equal on every engine"),
        Property("stamp", "stamp of the evidence it was computed from"),
        Property("number", "1 for the store's first analysis; later ones count on", "integer"),
        Property("latest", "the run shown by default", "boolean"),
        Property("document", "figures, parameters and suppressions as JSON"),
    ),
    caption=("at",),
)
