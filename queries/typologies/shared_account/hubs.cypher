// title: Accounts that the rule leaves out: paid too often, or owned by an organisation
// parameters: min_families, max_payments
// returns: id, label, holders, why
MATCH (account:Account)
WITH account, COUNT { (account)<-[:PAID_TO]-() } AS holders
WHERE holders >= $min_families
WITH account, holders,
     EXISTS {
       (account)<-[owns:OWNS_ACCOUNT]-(:Provider|Organisation) WHERE owns.retired IS NULL
     } AS explained
WHERE explained OR holders > $max_payments
RETURN account.id AS id, 'Account' AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id
