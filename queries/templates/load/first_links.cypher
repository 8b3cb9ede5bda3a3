// title: Create links of a type between entities known by their internal ids
// parameters: source, target, properties
// returns: loaded
// fill: {"type": "HOLDS"}
// example: {"source": [], "target": [], "properties": []}
UNWIND range(0, size($properties) - 1) AS i
MATCH (a) WHERE id(a) = $source[i]
MATCH (b) WHERE id(b) = $target[i]
CREATE (a)-[r:{{type}}]->(b)
SET r = $properties[i]
WITH count(r) AS loaded
RETURN loaded
