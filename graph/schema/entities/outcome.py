"""Outcome: what was decided on a past claim or person, on which basis, by whom."""

from graph.schema.model import EntityType, Link, Property, Style, Text

TYPE = EntityType(
    label="Outcome",
    role="notice",
    title=Text("Outcome", "处理结果"),
    plural=Text("Outcomes", "处理结果"),
    description="A past verdict on claims and people: fraud confirmed or cleared, and its basis.",
    properties=(
        Property("number", "number of the outcome", title=Text("Number", "编号"), required=True),
        Property("verdict", "confirmed or cleared", title=Text("Verdict", "认定")),
        Property("decided_on", "day of the verdict", "date", "date", Text("Date", "日期")),
        Property("basis", "judgment, admission or internal_finding", title=Text("Basis", "依据")),
        Property("authority", "court or unit that decided", title=Text("Decided by", "认定机构")),
        Property("document", "number of the judgment or file", title=Text("Document", "文号")),
    ),
    links=(
        Link(
            "CONCERNS",
            ("Claim", "Person"),
            Text("concerns", "涉及"),
            "what the verdict is about; it links nobody",
            evidence=False,
        ),
    ),
    caption=("document", "number"),
    style=Style("square", "#276749", "O"),
)
