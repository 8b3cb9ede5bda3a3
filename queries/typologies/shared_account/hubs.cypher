// title: Accounts that the rule leaves out: paid too often, or a company's own
// parameters: min_families, max_payments
// returns: id, label, holders, why
MATCH (account:Account)
WITH account, COUNT { (account)<-[:PAID_TO]-() } AS holders
WHERE holders >= $min_families
WITH collect({account: account, holders: holders}) AS rows
OPTIONAL MATCH (company:Organisation|Provider)
WITH rows, collect(DISTINCT toLower(company.name)) AS companies
UNWIND rows AS row
WITH row.account AS account, row.holders AS holders, companies
WITH account, holders,
     EXISTS {
       (account)<-[owns:OWNS_ACCOUNT]-(:Provider|Organisation) WHERE owns.retired IS NULL
     } AS owned,
     EXISTS { (account)<-[paid:PAID_TO]-() WHERE toLower(paid.payee_name) IN companies }
       AND NOT EXISTS {
         (account)<-[paid:PAID_TO]-() WHERE NOT toLower(paid.payee_name) IN companies
       } AS named
WITH account, holders, owned OR named AS explained
WHERE explained OR holders > $max_payments
RETURN account.id AS id, 'Account' AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id
