// title: Phones, e-mails, accounts and addresses that too many providers share
// parameters: max_sharing
// returns: id, label, holders, why
MATCH (:Provider)-[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT]->(item)
WITH item, count(*) AS holders
WHERE holders > $max_sharing
RETURN item.id AS id, head(labels(item)) AS label, holders, 'too_many' AS why
ORDER BY id
