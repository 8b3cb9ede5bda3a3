"""Policy: a contract of insurance."""

from graph.schema.model import SEARCH, EntityType, Link, Property, Style, Text

TYPE = EntityType(
    label="Policy",
    role="event",
    title=Text("Policy", "保单"),
    plural=Text("Policies", "保单"),
    description="A contract of insurance.",
    properties=(
        Property("number", "policy number", title=Text("Number", "保单号"), required=True),
        Property("product", "motor, health, property, life …", title=Text("Product", "险种")),
        Property("start_date", "inception", "date", "date", Text("Start", "起保日期"), index=True),
        Property("end_date", "expiry", "date", "date", Text("End", "终止日期")),
        Property("premium", "premium in minor units", "integer", "money", Text("Premium", "保费")),
        Property("currency", "ISO 4217 code of the amounts", title=Text("Currency", "币种")),
        SEARCH,
    ),
    links=(
        Link(
            "INSURES",
            ("Person", "Organisation", "Vehicle"),
            Text("insures", "承保"),
            "what or whom the policy covers",
        ),
    ),
    caption=("number",),
    style=Style("box", "#718096", "L"),
)
