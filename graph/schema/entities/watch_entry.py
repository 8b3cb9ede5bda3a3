"""WatchEntry: one entry of an authority's watch list, with what it names."""

from graph.schema import links
from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="WatchEntry",
    role="notice",
    title=Text("Watch-list entry", "关注名单条目"),
    plural=Text("Watch-list entries", "关注名单条目"),
    description="One entry of the watch list of a police force, regulator or court.",
    properties=(
        Property("number", "number of the entry", title=Text("Number", "条目号"), required=True),
        Property("authority", "who lists it", title=Text("Authority", "发布机关")),
        Property("document", "the authority's document number", title=Text("Document", "文号")),
        Property("kind", "kind of entry, as the list says", title=Text("Kind", "类别")),
        Property(
            "reason",
            "why it is listed, in the authority's words",
            title=Text("Reason", "列入原因"),
            personal=True,
        ),
        Property("name", "person listed", value="name", title=Text("Name", "姓名"), personal=True),
        Property(
            "other_name",
            "the name in another script or an earlier name",
            value="name",
            title=Text("Other name", "别名"),
            personal=True,
        ),
        Property(
            "birth_date",
            "date of birth of the person listed",
            "date",
            "date",
            Text("Born", "出生日期"),
            personal=True,
        ),
        Property("listed_on", "day of listing", "date", "date", Text("Listed", "列入日期")),
        Property(
            "expires_on",
            "last day on which it counts; absent: until withdrawn",
            "date",
            "date",
            Text("Expires", "有效期至"),
        ),
        SEARCH,
    ),
    links=(links.NAMES,),
    caption=("document", "number", "name", "other_name"),
    style=Style("triangleDown", "#9b2c2c", "!"),
)
