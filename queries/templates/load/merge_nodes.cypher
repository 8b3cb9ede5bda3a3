// title: Upsert entities of one type by id; absent values are left as they are
// parameters: id, properties
// returns: loaded
// fill: {"label": "Person"}
UNWIND range(0, size($id) - 1) AS i
MERGE (n:{{label}} {id: $id[i]})
ON CREATE SET n = $properties[i]
ON MATCH SET n += $properties[i]
WITH count(n) AS loaded
RETURN loaded
