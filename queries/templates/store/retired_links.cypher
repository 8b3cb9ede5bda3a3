// title: How many links of a type are retired
// parameters: none
// returns: n
// fill: {"type": "HOLDS"}
MATCH ()-[r:{{type}}]->()
WHERE r.retired IS NOT NULL
RETURN count(*) AS n
