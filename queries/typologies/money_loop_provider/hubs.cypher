// title: Accounts that the rule leaves out: a provider's, without a name to compare payees with
// parameters: min_payments
// returns: id, label, holders, why
MATCH (provider:Provider)-[owns:OWNS_ACCOUNT]->(account:Account)
WHERE owns.retired IS NULL AND provider.name IS NULL
WITH DISTINCT account
WITH account, COUNT { (account)<-[:PAID_TO]-() } AS holders
WHERE holders >= $min_payments
RETURN account.id AS id, 'Account' AS label, holders, 'explained' AS why
ORDER BY id
