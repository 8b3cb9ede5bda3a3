"""Provider: serves claims: garage, clinic, hospital, lawyer, adjuster."""

from graph.schema import links
from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Provider",
    role="party",
    title=Text("Provider", "服务商"),
    plural=Text("Providers", "服务商"),
    description="A garage, clinic, hospital, doctor, lawyer or adjuster that serves claims.",
    properties=(
        Property("number", "number in the source", title=Text("Number", "编号"), index=True),
        Property("name", "name", value="name", title=Text("Name", "名称")),
        Property(
            "kind",
            "garage, clinic, hospital, doctor, lawyer, adjuster, other",
            title=Text("Kind", "类别"),
            index=True,
        ),
        Property(
            "registration",
            "licence or social credit code",
            value="registration",
            title=Text("Registration", "登记号"),
        ),
        SEARCH,
    ),
    links=(
        links.HAS_PHONE,
        links.HAS_EMAIL,
        links.LIVES_AT,
        links.OWNS_ACCOUNT,
    ),
    caption=("name", "number"),
    style=Style("triangle", "#9c4221", "G"),
)
