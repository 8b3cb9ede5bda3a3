// title: Ids of all current parts that people have in claims, by role
// parameters: none
// returns: role, ids
// example: {}
MATCH (:Person)-[r:INVOLVED_IN]->(:Claim)
WHERE r.retired IS NULL
WITH r.role AS role, r.id AS id
ORDER BY id
WITH role, collect(id) AS ids
RETURN role, ids
ORDER BY role
