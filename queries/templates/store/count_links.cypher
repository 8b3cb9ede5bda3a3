// title: How many links a type has
// parameters: none
// returns: n
// fill: {"type": "HOLDS"}
MATCH ()-[r:{{type}}]->()
RETURN count(*) AS n
