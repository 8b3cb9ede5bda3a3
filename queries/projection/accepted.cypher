// title: Ids of the current SAME_AS links that are accepted
// parameters: none
// returns: ids
// example: {}
MATCH (:Person)-[r:SAME_AS]->(:Person)
WHERE r.retired IS NULL AND r.accepted
RETURN collect(r.id) AS ids
