// title: Items of people with early claims that the rule leaves out: too many holders, or a company's
// parameters: early_days, min_policies, max_holders
// returns: id, label, holders, why
MATCH (claim:Claim)-[under:UNDER]->(policy:Policy)
WHERE under.retired IS NULL AND claim.loss_date >= policy.start_date
  AND duration.inDays(policy.start_date, claim.loss_date).days <= $early_days
MATCH (policy)<-[:HOLDS]-(:Person)
      -[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE|OWNS_VEHICLE]->(item)
WITH item, count(DISTINCT policy) AS policies
WHERE policies >= $min_policies
WITH item,
     COUNT { (item)<-[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE|OWNS_VEHICLE]-() }
       AS holders,
     EXISTS {
       (item)<-[own:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE|OWNS_VEHICLE]-
         (:Organisation|Provider)
       WHERE own.retired IS NULL
     } AS explained
WHERE explained OR holders > $max_holders
RETURN item.id AS id, head(labels(item)) AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id
