// title: How many links of each type an entity has, in either direction
// parameters: id
// returns: type, links
// fill: {"label": "Person", "types": "HOLDS|HAS_PHONE|INVOLVED_IN"}
// example: {"id": "@Person:P1"}
MATCH (n:{{label}} {id: $id})-[link:{{types}}]-()
WITH type(link) AS type, count(link) AS links
RETURN type, links
ORDER BY type
