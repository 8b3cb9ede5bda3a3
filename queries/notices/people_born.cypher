// title: People born on these days
// parameters: dates
// returns: id, name, other_name, birth_date
MATCH (p:Person)
WHERE p.birth_date IN $dates AND p.retired IS NULL
RETURN p.id AS id, p.name AS name, p.other_name AS other_name, p.birth_date AS birth_date
ORDER BY id
