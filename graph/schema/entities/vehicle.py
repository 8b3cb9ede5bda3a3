"""Vehicle: known by VIN, else by plate."""

from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Vehicle",
    role="identifier",
    title=Text("Vehicle", "车辆"),
    plural=Text("Vehicles", "车辆"),
    description="A vehicle, known by VIN (ISO 3779), else by plate.",
    properties=(
        Property(
            "plate",
            "registration plate",
            value="plate",
            title=Text("Plate", "车牌号"),
            personal=True,  # leads to the keeper
        ),
        Property(
            "vin",
            "vehicle identification number",
            value="vin",
            title=Text("VIN", "车架号"),
            personal=True,
        ),
        Property("make", "make and model", title=Text("Make", "品牌型号")),
        SEARCH,
    ),
    caption=("plate", "vin"),
    style=Style("hexagon", "#2f855a", "V"),
)
