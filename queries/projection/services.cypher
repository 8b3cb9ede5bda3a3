// title: Ids of all current services of providers to claims, by role
// parameters: none
// returns: role, ids
// example: {}
MATCH (:Claim)-[r:SERVICED_BY]->(:Provider)
WHERE r.retired IS NULL
WITH r.role AS role, r.id AS id
ORDER BY id
WITH role, collect(id) AS ids
RETURN role, ids
ORDER BY role
