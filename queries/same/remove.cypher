// title: Remove the SAME_AS links with these ids
// parameters: ids
// returns: removed
// example: {"ids": ["link-none"]}
MATCH (:Person)-[r:SAME_AS]->(:Person)
WHERE r.id IN $ids
WITH r, r.id AS removed
DELETE r
RETURN removed
ORDER BY removed
