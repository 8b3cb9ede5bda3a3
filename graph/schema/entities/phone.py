"""Phone: a phone number."""

from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Phone",
    role="identifier",
    title=Text("Phone", "电话"),
    plural=Text("Phones", "电话"),
    description="A phone number, E.164.",
    properties=(
        Property(
            "number",
            "number in E.164",
            value="phone",
            title=Text("Number", "号码"),
            personal=True,
            required=True,
        ),
        SEARCH,
    ),
    caption=("number",),
    style=Style("square", "#0d9488", "T"),
)
