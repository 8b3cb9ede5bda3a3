// title: Current links of a type with the internal ids of their ends and one property, in parts
// parameters: none
// returns: part, value, ids, source_handles, target_handles
// fill: {"type": "INVOLVED_IN", "property": "role"}
MATCH (a)-[r:{{type}}]->(b)
WHERE r.retired IS NULL
WITH right(r.id, 1) AS part, r.{{property}} AS value, collect(r.id) AS ids,
     collect(id(a)) AS source_handles, collect(id(b)) AS target_handles
RETURN part, value, ids, source_handles, target_handles
