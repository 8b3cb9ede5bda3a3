// An agent's phone is two clients' phone, and one of them claims within a month; a claim of a third
// client is paid to the agent's account.
CREATE (agent:Agent {id: 'agent-1', number: 'A-1'}),
       (agent)-[:HAS_PHONE {id: 'link-a1'}]->(phone:Phone {id: 'phone-1'}),
       (agent)-[:OWNS_ACCOUNT {id: 'link-a2'}]->(account:Account {id: 'account-1'})
WITH agent, phone, account
UNWIND range(1, 3) AS i
CREATE (person:Person {id: 'person-' + i})-[:HOLDS {id: 'link-h' + i}]->
       (policy:Policy {id: 'policy-' + i, start_date: date('2024-03-01')})
         <-[:SOLD {id: 'link-s' + i}]-(agent)
FOREACH (k IN CASE WHEN i <= 2 THEN [1] ELSE [] END |
  CREATE (person)-[:HAS_PHONE {id: 'link-t' + i}]->(phone))
FOREACH (k IN CASE WHEN i = 1 THEN [1] ELSE [] END |
  CREATE (:Claim {id: 'claim-1', loss_date: date('2024-03-20')})-[:UNDER {id: 'link-u1'}]->(policy))
FOREACH (k IN CASE WHEN i = 3 THEN [1] ELSE [] END |
  CREATE (person)-[:INVOLVED_IN {id: 'link-i3', role: 'claimant'}]->(claim:Claim {id: 'claim-3'})
  CREATE (claim)-[:UNDER {id: 'link-u3'}]->(policy)
  CREATE (claim)-[:PAID_TO {id: 'link-p3'}]->(account))
