// title: Create entities of a type and tell their internal ids, which hold only for this load
// parameters: properties
// returns: places, internal
// fill: {"label": "Person"}
// example: {"properties": []}
UNWIND range(0, size($properties) - 1) AS i
CREATE (n:{{label}})
SET n = $properties[i]
WITH collect(i) AS places, collect(id(n)) AS internal
RETURN places, internal
