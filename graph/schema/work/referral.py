"""Referral: a case handed to an authority, or an authority's request for it."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="Referral",
    role="work",
    title=Text("Referral", "移送"),
    plural=Text("Referrals", "移送"),
    description="What allows personal data of a case to leave: to whom and under which reference.",
    properties=(
        Property("case_number", "the case it is on", index=True),
        Property("seq", "audit entry that committed it", "integer"),
        Property("at", "UTC ISO time"),
        Property("author", "who recorded it"),
        Property("kind", "referral or request"),
        Property("recipient", "the authority"),
        Property("reference", "file number"),
        Property("request", "wording of the request", personal=True),
    ),
    caption=("reference",),
)
