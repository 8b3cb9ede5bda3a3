"""Person: a human being as one source knows them: policyholder, insured, claimant, payee."""

from graph.schema import links
from graph.schema.model import SEARCH, EntityType, Link, Property, Style, Text

TYPE = EntityType(
    label="Person",
    role="party",
    title=Text("Person", "个人"),
    plural=Text("People", "个人"),
    description="A human being as one source knows them; two records are joined by SAME_AS.",
    properties=(
        Property(
            "number",
            "customer number in the source",
            value="identifier",
            title=Text("Number", "客户号"),
            personal=True,  # who has the insurer's files can look the person up
        ),
        Property("name", "full name", value="name", title=Text("Name", "姓名"), personal=True),
        Property(
            "other_name",
            "the name in another script or an earlier name",
            value="name",
            title=Text("Other name", "别名"),
            personal=True,
        ),
        Property(
            "birth_date",
            "date of birth",
            "date",
            "date",
            Text("Born", "出生日期"),
            personal=True,
        ),
        SEARCH,
    ),
    links=(
        links.HOLDS,
        links.HAS_PHONE,
        links.HAS_EMAIL,
        links.LIVES_AT,
        links.OWNS_ACCOUNT,
        links.USED_DEVICE,
        links.HAS_DOCUMENT,
        links.OWNS_VEHICLE,
        links.EMPLOYED_BY,
        links.SAME_AS,
        Link(
            "INVOLVED_IN",
            ("Claim",),
            Text("involved in", "涉案"),
            "part the person has in the claim",
            (
                Property(
                    "role",
                    "claimant, driver, passenger, witness, patient",
                    title=Text("Role", "角色"),
                    required=True,
                ),
            ),
            ("role",),
        ),
        Link(
            "BENEFICIARY_OF",
            ("Policy",),
            Text("beneficiary of", "受益人"),
            "receives the benefit of the policy",
            (
                Property(
                    "relation",
                    "relation to the insured, as declared",
                    title=Text("Relation", "关系"),
                ),
            ),
            ("relation",),
        ),
        Link(
            "RELATED_TO",
            ("Person",),
            Text("related to", "亲属关系"),
            "declared relation: spouse, child, parent, sibling",
            (Property("relation", "relation, as declared", title=Text("Relation", "关系")),),
            ("relation",),
        ),
    ),
    caption=("name", "other_name", "number"),
    style=Style("dot", "#2b6cb0", "P"),
)
