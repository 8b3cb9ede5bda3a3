"""Employee: the insurer's own staff who handle claims."""

from graph.schema import links
from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Employee",
    role="party",
    title=Text("Employee", "员工"),
    plural=Text("Employees", "员工"),
    description="Staff of the insurer: claim handlers, surveyors, cashiers.",
    properties=(
        Property("number", "staff number", title=Text("Number", "工号"), index=True),
        Property("name", "full name", value="name", title=Text("Name", "姓名"), personal=True),
        SEARCH,
    ),
    links=(
        links.HAS_PHONE,
        links.HAS_EMAIL,
        links.LIVES_AT,
        links.OWNS_ACCOUNT,
        links.SAME_AS,
    ),
    caption=("name", "number"),
    style=Style("dot", "#285e61", "E"),
)
