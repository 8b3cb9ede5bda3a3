"""Account: a bank account."""

from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Account",
    role="identifier",
    title=Text("Account", "账户"),
    plural=Text("Accounts", "账户"),
    description="A bank account: IBAN, or bank code and number.",
    properties=(
        Property(
            "number",
            "IBAN, or bank code and number",
            value="account",
            title=Text("Number", "账号"),
            personal=True,
            required=True,
        ),
        Property("bank", "bank or routing code", title=Text("Bank", "开户行")),
        SEARCH,
    ),
    caption=("number",),
    style=Style("diamond", "#b7791f", "B"),
)
