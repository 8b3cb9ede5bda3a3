// title: How many links each of these entities of one type has
// parameters: ids
// returns: id, links
// fill: {"label": "Phone", "types": "HAS_PHONE|REPORTED_FROM"}
// example: {"ids": ["@Phone:+447700900001"]}
UNWIND $ids AS wanted
MATCH (n:{{label}} {id: wanted})
RETURN n.id AS id, COUNT { (n)-[:{{types}}]-() } AS links
ORDER BY id
