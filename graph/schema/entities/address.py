"""Address: a place by its normalised key."""

from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Address",
    role="identifier",
    title=Text("Address", "地址"),
    plural=Text("Addresses", "地址"),
    description="A place: street line, city, region and postcode, joined by its normalised key.",
    properties=(
        Property(
            "line",
            "street, house and flat as written",
            value="address",
            title=Text("Address", "地址"),
            personal=True,
            required=True,
        ),
        Property("city", "city", title=Text("City", "城市")),
        Property("region", "state or province", title=Text("Region", "省州")),
        Property("postcode", "postal code", title=Text("Postcode", "邮编")),
        SEARCH,
    ),
    caption=("line",),
    style=Style("square", "#c05621", "H"),
)
