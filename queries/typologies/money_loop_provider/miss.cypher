// Every provider is paid in its clients' names (the source's habit); one in its own name; a family
// is treated often; and a third payment is retired.
CREATE (mother:Person {id: 'person-mother'})
WITH mother
UNWIND ['habit', 'custom', 'direct', 'family', 'former'] AS kind
CREATE (provider:Provider {id: 'provider-' + kind, name: 'Invented ' + kind})
         -[:OWNS_ACCOUNT {id: 'link-o' + kind}]->(account:Account {id: 'account-' + kind})
WITH mother, kind, provider, account
UNWIND range(1, 3) AS i
CREATE (person:Person {id: 'person-' + kind + i})
         -[:INVOLVED_IN {id: 'link-i' + kind + i, role: 'claimant'}]->(claim:Claim {id: 'claim-' + kind + i})
CREATE (claim)-[:SERVICED_BY {id: 'link-s' + kind + i, role: 'clinic'}]->(provider)
CREATE (claim)-[paid:PAID_TO {id: 'link-p' + kind + i}]->(account)
SET paid.payee_name = CASE WHEN kind = 'direct' THEN 'INVENTED direct' ELSE 'Client ' + i END,
    paid.retired = CASE WHEN kind = 'former' AND i = 3 THEN 'run-2' ELSE NULL END
FOREACH (k IN CASE WHEN kind = 'family' THEN [1] ELSE [] END |
  CREATE (mother)-[:RELATED_TO {id: 'link-r' + i, relation: 'child'}]->(person))
