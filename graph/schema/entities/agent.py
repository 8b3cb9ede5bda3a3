"""Agent: sells and serves policies, as a broker or tied agent."""

from graph.schema import links
from graph.schema.model import SEARCH, EntityType, Link, Property, Style, Text

TYPE = EntityType(
    label="Agent",
    role="party",
    title=Text("Agent", "代理人"),
    plural=Text("Agents", "代理人"),
    description="Sells and serves policies; who is also a customer is a Person joined by SAME_AS.",
    properties=(
        Property("number", "agent number", title=Text("Number", "工号"), index=True),
        Property("name", "full name", value="name", title=Text("Name", "姓名"), personal=True),
        Property("joined_on", "first day as an agent", "date", "date", Text("Joined", "入职日期")),
        SEARCH,
    ),
    links=(
        Link("SOLD", ("Policy",), Text("sold", "销售"), "introduced or sold the policy"),
        links.HAS_PHONE,
        links.HAS_EMAIL,
        links.LIVES_AT,
        links.OWNS_ACCOUNT,
        links.USED_DEVICE,
        links.HAS_DOCUMENT,
        links.EMPLOYED_BY,
        links.SAME_AS,
    ),
    caption=("name", "number"),
    style=Style("hexagon", "#6b46c1", "A"),
)
