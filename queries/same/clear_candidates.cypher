// title: Remove what the last search for candidate pairs found
// parameters: none
// returns: removed
// example: {}
MATCH (c)
WHERE c:SameCandidate OR c:SameSearch
WITH c, c.id AS removed
DELETE c
RETURN removed
ORDER BY removed
