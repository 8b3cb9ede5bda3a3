// title: People and claims that the rule leaves out: too many claims, or too many people in one
// parameters: max_claims, max_people
// returns: id, label, holders, why
MATCH (person:Person)
WITH person, COUNT { (person)-[:INVOLVED_IN]->() } AS holders
WHERE holders > $max_claims
RETURN person.id AS id, 'Person' AS label, holders, 'too_many' AS why
UNION
MATCH (claim:Claim)
WITH claim, COUNT { (claim)<-[:INVOLVED_IN]-() } AS holders
WHERE holders > $max_people
RETURN claim.id AS id, 'Claim' AS label, holders, 'too_many' AS why
