"""Bulletin: an authority's warning, with the identifiers it names and the way of working."""

from graph.schema import links
from graph.schema.model import SEARCH, EntityType, Property, Style, Text

TYPE = EntityType(
    label="Bulletin",
    role="notice",
    title=Text("Bulletin", "通报"),
    plural=Text("Bulletins", "通报"),
    description="A warning of a police force, regulator or association of insurers.",
    properties=(
        Property("number", "number of the bulletin", title=Text("Number", "文号"), required=True),
        Property("issuer", "who issued it", title=Text("Issuer", "发布机关")),
        Property("issued_on", "its date", "date", "date", Text("Date", "日期")),
        Property("title", "its title", title=Text("Title", "标题")),
        Property("text", "what it says", title=Text("Text", "内容"), personal=True),
        Property(
            "way_of_working",
            "the way of working that it describes",
            title=Text("Way of working", "作案手法"),
        ),
        SEARCH,
    ),
    links=(links.NAMES,),
    caption=("number", "title"),
    style=Style("triangleDown", "#744210", "N"),
)
