"""BulletinLink: a person's act that ties a bulletin to the typology it led to."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="BulletinLink",
    role="work",
    title=Text("Bulletin's typology", "通报对应的模式"),
    plural=Text("Bulletins' typologies", "通报对应的模式"),
    description="Says which new or changed typology a bulletin led to; never changed.",
    properties=(
        Property("bulletin", "id of the bulletin", index=True),
        Property("number", "number of the bulletin"),
        Property("typology", "folder name in queries/typologies"),
        Property("seq", "audit entry that committed it", "integer"),
        Property("at", "UTC ISO time"),
        Property("author", "who linked them"),
        Property("reason", "why, in a few words"),
    ),
    caption=("number",),
)
