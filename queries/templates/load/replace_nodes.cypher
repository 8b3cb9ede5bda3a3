// title: Upsert entities of one type by id; what is given replaces all properties
// parameters: id, properties
// returns: loaded
// fill: {"label": "Person"}
UNWIND range(0, size($id) - 1) AS i
MERGE (n:{{label}} {id: $id[i]})
SET n = $properties[i]
WITH count(n) AS loaded
RETURN loaded
