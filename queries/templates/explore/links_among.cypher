// title: Links that leave these entities of one type and end at any of the others
// parameters: sources, ids
// returns: link, type, source, target, properties
// fill: {"label": "Person", "types": "HOLDS|HAS_PHONE|INVOLVED_IN"}
// example: {"sources": ["@Person:P1", "@Person:P2"], "ids": ["@Phone:+447700900001", "@Claim:C1"]}
UNWIND $sources AS wanted
MATCH (n:{{label}} {id: wanted})-[link:{{types}}]->(other)
WHERE other.id IN $ids
RETURN link.id AS link, type(link) AS type, n.id AS source, other.id AS target,
       properties(link) AS properties
ORDER BY link
