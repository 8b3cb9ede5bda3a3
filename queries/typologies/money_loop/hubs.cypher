// title: Accounts of agents and employees that the rule leaves out: paid too often, or a company's too
// parameters: max_payments
// returns: id, label, holders, why
MATCH (:Agent|Employee)-[:OWNS_ACCOUNT]->(account:Account)
WITH DISTINCT account
WITH account, COUNT { (account)<-[:PAID_TO]-() } AS holders,
     EXISTS {
       (account)<-[other:OWNS_ACCOUNT]-(:Organisation|Provider) WHERE other.retired IS NULL
     } AS explained
WHERE holders > $max_payments OR (explained AND holders > 0)
RETURN account.id AS id, 'Account' AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id
