"""IdentityDocument: an identity document."""

from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="IdentityDocument",
    role="identifier",
    title=Text("Identity document", "证件"),
    plural=Text("Identity documents", "证件"),
    description="An identity number or passport, with its kind.",
    properties=(
        Property(
            "number",
            "number of the document",
            value="identity",
            title=Text("Number", "证件号"),
            personal=True,
            required=True,
        ),
        Property("kind", "resident identity card, SSN, passport …", title=Text("Kind", "证件类型")),
        SEARCH,
    ),
    caption=("number",),
    style=Style("square", "#97266d", "I"),
)
