"""Ring: a group of people that the analysis flagged, with its whole explanation."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="Ring",
    role="work",
    title=Text("Ring", "团伙"),
    plural=Text("Rings", "团伙"),
    description="A flagged group; `document` is the Ring of graph.rings.model as JSON.",
    properties=(
        Property("ring", "stable ring number, e.g. R-7K2MQ4", index=True),
        Property("ring_run", "id of its RingRun", index=True),
        Property("rank", "1 is the strongest", "integer"),
        Property("score", "0 to 1", "float"),
        Property("members", "ids of its members", "strings"),
        Property("document", "the ring as JSON"),
    ),
    caption=("ring",),
)
