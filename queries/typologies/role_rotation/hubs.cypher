// title: People that the rule leaves out: parts in too many claims
// parameters: max_claims
// returns: id, label, holders, why
MATCH (person:Person)
WITH person, COUNT { (person)-[:INVOLVED_IN]->() } AS holders
WHERE holders > $max_claims
RETURN person.id AS id, 'Person' AS label, holders, 'too_many' AS why
ORDER BY id
