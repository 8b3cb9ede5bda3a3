"""Link types that several entity types share, so that each is described once."""

from graph.schema.model import Link, Property, Text

_SINCE = Property(
    "since",
    "date from which the link holds, as the source says",
    "date",
    title=Text("Since", "起始日期"),
)

HAS_PHONE = Link(
    "HAS_PHONE", ("Phone",), Text("has phone", "使用电话"), "is reached on this phone", (_SINCE,)
)
HAS_EMAIL = Link(
    "HAS_EMAIL", ("Email",), Text("has e-mail", "使用邮箱"), "is reached by this e-mail", (_SINCE,)
)
LIVES_AT = Link(
    "LIVES_AT", ("Address",), Text("address", "住址"), "home or business address", (_SINCE,)
)
OWNS_ACCOUNT = Link(
    "OWNS_ACCOUNT",
    ("Account",),
    Text("owns account", "持有账户"),
    "holder of this bank account, as the source says",
    (_SINCE,),
)
USED_DEVICE = Link(
    "USED_DEVICE",
    ("Device",),
    Text("used device", "使用设备"),
    "acted from this device (portal, app)",
    (_SINCE,),
)
HAS_DOCUMENT = Link(
    "HAS_DOCUMENT",
    ("IdentityDocument",),
    Text("identified by", "身份证件"),
    "identity document shown by this person",
)
HOLDS = Link("HOLDS", ("Policy",), Text("holds", "投保"), "applicant and policyholder")
OWNS_VEHICLE = Link(
    "OWNS_VEHICLE", ("Vehicle",), Text("owns", "拥有车辆"), "registered keeper", (_SINCE,)
)
EMPLOYED_BY = Link(
    "EMPLOYED_BY", ("Organisation",), Text("works for", "任职于"), "employer or agency", (_SINCE,)
)
NAMES = Link(
    "NAMES",
    ("Account", "Address", "Email", "IdentityDocument", "Phone", "Vehicle"),
    Text("names", "列有"),
    "an authority names this identifier; it links nobody",
    evidence=False,
)
SAME_AS = Link(
    "SAME_AS",
    ("Person",),
    Text("same person as", "同一人"),
    "two records of one person; projections follow only accepted ones",
    (
        Property(
            "accepted",
            "judged or proved to be the same",
            "boolean",
            title=Text("Accepted", "已确认"),
        ),
        Property(
            "basis",
            "what it rests on: 'rule:<name>' or 'judgement'; absent when a source declares it",
            title=Text("Basis", "依据"),
        ),
    ),
)
