// title: Phones and addresses that the rule leaves out: too many holders, or an organisation's own
// parameters: min_families, max_holders
// returns: id, label, holders, why
MATCH (contact:Phone|Address)
WITH contact, COUNT { (contact)<-[:HAS_PHONE|LIVES_AT]-(:Person) } AS holders
WHERE holders >= $min_families
WITH contact, holders,
     EXISTS {
       (contact)<-[has:HAS_PHONE|LIVES_AT]-(:Organisation|Provider) WHERE has.retired IS NULL
     } AS explained
WHERE explained OR holders > $max_holders
RETURN contact.id AS id, head(labels(contact)) AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id
