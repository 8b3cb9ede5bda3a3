"""Organisation: a company, agency, employer or fleet owner."""

from graph.schema import links
from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Organisation",
    role="party",
    title=Text("Organisation", "机构"),
    plural=Text("Organisations", "机构"),
    description="A company policyholder, employer, fleet owner, call centre or agency.",
    properties=(
        Property("number", "number in the source", title=Text("Number", "编号")),
        Property("name", "registered name", value="name", title=Text("Name", "名称")),
        Property(
            "kind",
            "employer, fleet, agency, call_centre, landlord, other",
            title=Text("Kind", "类别"),
            index=True,
        ),
        Property(
            "registration",
            "company registration or social credit code",
            value="registration",
            title=Text("Registration", "登记号"),
        ),
        SEARCH,
    ),
    links=(
        links.HOLDS,
        links.HAS_PHONE,
        links.HAS_EMAIL,
        links.LIVES_AT,
        links.OWNS_ACCOUNT,
        links.OWNS_VEHICLE,
    ),
    caption=("name", "number"),
    style=Style("square", "#4a5568", "O"),
)
