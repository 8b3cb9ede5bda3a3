// title: Create links of a type that has none yet, between entities that are there
// parameters: id, source, target, properties
// returns: loaded
// fill: {"type": "HOLDS", "source": "Person", "target": "Policy"}
UNWIND range(0, size($id) - 1) AS i
MATCH (a:{{source}} {id: $source[i]})
MATCH (b:{{target}} {id: $target[i]})
CREATE (a)-[r:{{type}}]->(b)
SET r = $properties[i]
WITH count(r) AS loaded
RETURN loaded
