// title: Ids of all current parts that people have in claims, by role
// parameters: none
// returns: role, ids
// example: {}
MATCH (:Person)-[r:INVOLVED_IN]->(:Claim)
WHERE r.retired IS NULL
WITH r.role AS role, collect(r.id) AS ids
RETURN role, ids
ORDER BY role
