"""Email: an e-mail address."""

from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Email",
    role="identifier",
    title=Text("E-mail", "邮箱"),
    plural=Text("E-mails", "邮箱"),
    description="An e-mail address, lower case.",
    properties=(
        Property(
            "number",
            "the address",
            value="email",
            title=Text("Address", "邮箱"),
            personal=True,
            required=True,
        ),
        SEARCH,
    ),
    caption=("number",),
    style=Style("square", "#0e7490", "M"),
)
