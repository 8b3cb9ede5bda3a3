"""SameSearch: the last search for possible doubles: how it was trained, what it left out."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="SameSearch",
    role="work",
    title=Text("Search for doubles", "重复查找"),
    plural=Text("Searches for doubles", "重复查找"),
    description="Figures of the search whose candidates the store holds.",
    properties=(
        Property("at", "UTC ISO time"),
        Property("document", "JSON: people, pairs compared, threshold, training, hubs left out"),
    ),
    caption=("at",),
)
