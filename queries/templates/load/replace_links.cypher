// title: Upsert links of one type by id; what is given replaces all properties
// parameters: id, source, target, properties
// returns: loaded
// fill: {"type": "HOLDS", "source": "Person", "target": "Policy"}
UNWIND range(0, size($id) - 1) AS i
MATCH (a:{{source}} {id: $source[i]})
MATCH (b:{{target}} {id: $target[i]})
MERGE (a)-[r:{{type}} {id: $id[i]}]->(b)
SET r = $properties[i]
WITH count(r) AS loaded
RETURN loaded
