// title: What is on record of these people, retired ones left out
// parameters: ids
// returns: id, name, other_name, birth_date
// example: {"ids": ["@Person:P1"]}
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WHERE p.retired IS NULL
RETURN p.id AS id, p.name AS name, p.other_name AS other_name, p.birth_date AS birth_date
ORDER BY id
