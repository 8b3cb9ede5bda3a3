// Honest sharing: a family's account (siblings joined by their mother, a cousin on their policy),
// a garage's account, an account that two strangers share, and one whose third payment is retired.
CREATE (mother:Person {id: 'person-m'}), (policy:Policy {id: 'policy-f'}),
       (garage:Provider {id: 'provider-1', kind: 'garage'}),
       (family:Account {id: 'account-family'}), (shop:Account {id: 'account-shop'}),
       (pair:Account {id: 'account-pair'}), (old:Account {id: 'account-old'}),
       (garage)-[:OWNS_ACCOUNT {id: 'link-own'}]->(shop)
WITH mother, policy, family, shop, pair, old
UNWIND range(1, 5) AS i
CREATE (kin:Person {id: 'person-f' + i})
CREATE (kin)-[:INVOLVED_IN {id: 'link-fi' + i, role: 'claimant'}]->(home:Claim {id: 'claim-f' + i})
CREATE (home)-[:PAID_TO {id: 'link-fp' + i}]->(family)
CREATE (stranger:Person {id: 'person-s' + i})
CREATE (stranger)-[:INVOLVED_IN {id: 'link-si' + i, role: 'claimant'}]->(crash:Claim {id: 'claim-s' + i})
CREATE (crash)-[:PAID_TO {id: 'link-sp' + i}]->(shop)
FOREACH (k IN CASE WHEN i <= 2 THEN [1] ELSE [] END |
  CREATE (crash)-[:PAID_TO {id: 'link-pp' + i}]->(pair)
  CREATE (crash)-[:PAID_TO {id: 'link-op' + i}]->(old)
  CREATE (mother)-[:RELATED_TO {id: 'link-r' + i, relation: 'child'}]->(kin))
FOREACH (k IN CASE WHEN i = 3 THEN [1] ELSE [] END |
  CREATE (crash)-[:PAID_TO {id: 'link-op3', retired: 'run-2'}]->(old))
FOREACH (k IN CASE WHEN i = 1 OR i > 2 THEN [1] ELSE [] END |
  CREATE (policy)-[:INSURES {id: 'link-n' + i}]->(kin))
