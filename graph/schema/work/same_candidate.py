"""SameCandidate: two Person records that may be one person, with the weights that say so."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="SameCandidate",
    role="work",
    title=Text("Possible double", "疑似重复"),
    plural=Text("Possible doubles", "疑似重复"),
    description="A pair that the last search found; a person judges it.",
    properties=(
        Property("a", "id of the first Person record", index=True),
        Property("b", "id of the second Person record", index=True),
        Property("weight", "match weight in bits", "float", index=True),
        Property("rule", "the rule that found the pair; empty when only its weight did"),
        Property("document", "JSON: probability and the parts of the weight"),
    ),
    caption=("id",),
)
