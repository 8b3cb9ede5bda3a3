// title: Phones and e-mails that the rule leaves out: too many holders, or an organisation's own
// parameters: min_families, max_holders
// returns: id, label, holders, why
MATCH (contact:Phone|Email)
WITH contact, COUNT { (contact)<-[:HAS_PHONE|HAS_EMAIL]-(:Person) } AS holders
WHERE holders >= $min_families
WITH contact, holders,
     EXISTS {
       (contact)<-[has:HAS_PHONE|HAS_EMAIL]-(:Organisation|Provider) WHERE has.retired IS NULL
     } AS explained
WHERE explained OR holders > $max_holders
RETURN contact.id AS id, head(labels(contact)) AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id
