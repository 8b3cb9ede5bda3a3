// title: Create entities of a type that has none yet
// parameters: id, properties
// returns: loaded
// fill: {"label": "Person"}
UNWIND range(0, size($id) - 1) AS i
CREATE (n:{{label}})
SET n = $properties[i]
WITH count(n) AS loaded
RETURN loaded
