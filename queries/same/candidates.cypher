// title: The candidate pairs that the last search found, the heaviest first
// parameters: none
// returns: id, a, b, weight, rule, document
// example: {}
MATCH (c:SameCandidate)
RETURN c.id AS id, c.a AS a, c.b AS b, c.weight AS weight, c.rule AS rule, c.document AS document
ORDER BY weight DESC, id
