"""Claim: a loss reported under a policy."""

from graph.schema.model import SEARCH, EntityType, Link, Property, Style, Text

TYPE = EntityType(
    label="Claim",
    role="event",
    title=Text("Claim", "赔案"),
    plural=Text("Claims", "赔案"),
    description="A loss reported under a policy.",
    properties=(
        Property("number", "claim number", title=Text("Number", "赔案号"), required=True),
        Property(
            "kind", "collision, theft, injury, hospital, property …", title=Text("Kind", "类别")
        ),
        Property(
            "loss_date", "date of loss", "date", "date", Text("Loss date", "出险日期"), index=True
        ),
        Property(
            "end_date",
            "last day of a loss that lasts, such as a treatment",
            "date",
            "date",
            Text("Until", "结束日期"),
        ),
        Property("report_date", "date reported", "date", "date", Text("Reported", "报案日期")),
        Property(
            "claimed", "amount claimed, minor units", "integer", "money", Text("Claimed", "索赔额")
        ),
        Property(
            "paid",
            "amount paid in all, minor units, where the single payments aren't known",
            "integer",
            "money",
            Text("Paid", "已赔付额"),
        ),
        Property("currency", "ISO 4217 code of the amounts", title=Text("Currency", "币种")),
        Property(
            "status", "open, approved, paid, declined, withdrawn", title=Text("Status", "状态")
        ),
        Property("place", "place of loss as written", title=Text("Place", "出险地点")),
        SEARCH,
    ),
    links=(
        Link("UNDER", ("Policy",), Text("under", "所属保单"), "the policy claimed on"),
        Link(
            "PAID_TO",
            ("Account",),
            Text("paid to", "赔款支付"),
            "one payment or instalment to an account",
            (
                Property("number", "payment number", title=Text("Payment", "付款号")),
                Property(
                    "amount", "amount in minor units", "integer", "money", Text("Amount", "金额")
                ),
                Property("currency", "ISO 4217 code", title=Text("Currency", "币种")),
                Property("date", "day paid or due", "date", "date", Text("Date", "日期")),
                Property(
                    "payee_name",
                    "payee as written",
                    value="name",
                    title=Text("Payee", "收款人"),
                    personal=True,
                ),
                Property(
                    "status", "paid, scheduled, stopped, returned", title=Text("Status", "状态")
                ),
            ),
            ("number",),
        ),
        Link(
            "REPORTED_FROM",
            ("Phone",),
            Text("reported from", "报案电话"),
            "phone the loss was reported from",
        ),
        Link(
            "HANDLED_BY",
            ("Employee", "Agent"),
            Text("handled by", "经办人"),
            "who handled the claim",
        ),
        Link("INVOLVES", ("Vehicle",), Text("involves", "涉及车辆"), "vehicle in the loss"),
        Link(
            "SERVICED_BY",
            ("Provider",),
            Text("serviced by", "服务商"),
            "provider that repaired, treated, represented or assessed",
            (
                Property(
                    "role", "garage, clinic, hospital, lawyer, adjuster", title=Text("Role", "角色")
                ),
            ),
            ("role",),
        ),
    ),
    caption=("number",),
    style=Style("square", "#2d3748", "C"),
)
