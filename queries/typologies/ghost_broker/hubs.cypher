// title: Contacts of short-lived policies that the rule leaves out: too many users, or on record as
//   an agent's, organisation's or provider's
// parameters: min_policies, short_days, max_holders
// returns: id, label, holders, why
MATCH (policy:Policy)
WHERE duration.inDays(policy.start_date, policy.end_date).days <= $short_days
MATCH (policy)<-[:HOLDS]-(:Person)-[:HAS_PHONE|HAS_EMAIL|OWNS_ACCOUNT|USED_DEVICE]->(contact)
WITH contact, count(DISTINCT policy) AS policies
WHERE policies >= $min_policies
WITH contact,
     COUNT { (contact)<-[:HAS_PHONE|HAS_EMAIL|OWNS_ACCOUNT|USED_DEVICE]-() } AS holders,
     EXISTS {
       (contact)<-[own:HAS_PHONE|HAS_EMAIL|OWNS_ACCOUNT|USED_DEVICE]-
         (:Organisation|Provider|Agent|Employee)
       WHERE own.retired IS NULL
     } AS explained
WHERE explained OR holders > $max_holders
RETURN contact.id AS id, head(labels(contact)) AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id
