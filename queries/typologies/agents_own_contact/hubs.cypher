// title: Contacts of agents that the rule leaves out: too many users, or an organisation's own
// parameters: max_holders
// returns: id, label, holders, why
MATCH (:Agent)-[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE]->(contact)
WITH DISTINCT contact
WITH contact,
     COUNT { (contact)<-[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE|PAID_TO]-() } AS holders,
     EXISTS {
       (contact)<-[has:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE]-(:Organisation|Provider)
       WHERE has.retired IS NULL
     } AS explained
WHERE holders > $max_holders OR (explained AND holders > 2)
RETURN contact.id AS id, head(labels(contact)) AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id
