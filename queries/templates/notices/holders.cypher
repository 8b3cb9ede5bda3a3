// title: Who has these identifiers of one type: parties by declared links, claims by their own
// parameters: ids
// returns: identifier, holder
// fill: {"label": "Phone", "types": "HAS_PHONE|REPORTED_FROM"}
// example: {"ids": ["@Phone:+447700900001"]}
UNWIND $ids AS wanted
MATCH (x:{{label}} {id: wanted})<-[r:{{types}}]-(h)
WHERE r.retired IS NULL AND h.retired IS NULL
RETURN DISTINCT x.id AS identifier, h.id AS holder
ORDER BY identifier, holder
