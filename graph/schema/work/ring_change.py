"""RingChange: what one analysis found changed about one ring."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="RingChange",
    role="work",
    title=Text("Change of a ring", "团伙变化"),
    plural=Text("Changes of rings", "团伙变化"),
    description="A line of a ring's history; `document` is the RingChange of graph.rings.model.",
    properties=(
        Property("ring", "stable ring number, e.g. R-7K2MQ4", index=True),
        Property("number", "of the analysis that recorded it", "integer", index=True),
        Property("place", "its place among the changes of that analysis", "integer"),
        Property("at", "UTC ISO time"),
        Property("kind", "new, grown, shrunk, merged, split, gone or unchanged"),
        Property("document", "the change as JSON"),
    ),
    caption=("ring",),
)
