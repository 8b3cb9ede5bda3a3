"""Device: a device."""

from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Device",
    role="identifier",
    title=Text("Device", "设备"),
    plural=Text("Devices", "设备"),
    description="A phone, tablet or computer by its fingerprint.",
    properties=(
        Property(
            "number",
            "device fingerprint",
            value="identifier",
            title=Text("Number", "编号"),
            personal=True,
            required=True,
        ),
        SEARCH,
    ),
    caption=("number",),
    style=Style("square", "#4c51bf", "D"),
)
