// One agent sold five policies, three with a loss within a month; another's ten policies have none.
CREATE (agent:Agent {id: 'agent-1', number: 'A-1'}), (other:Agent {id: 'agent-2', number: 'A-2'})
WITH agent, other
UNWIND range(1, 15) AS i
CREATE (policy:Policy {id: 'policy-' + i, number: 'POL-' + i, start_date: date('2024-01-01')})
CREATE (:Person {id: 'person-' + i})-[:HOLDS {id: 'link-h' + i}]->(policy)
FOREACH (k IN CASE WHEN i <= 5 THEN [1] ELSE [] END |
  CREATE (agent)-[:SOLD {id: 'link-s' + i}]->(policy))
FOREACH (k IN CASE WHEN i > 5 THEN [1] ELSE [] END |
  CREATE (other)-[:SOLD {id: 'link-s' + i}]->(policy))
FOREACH (k IN CASE WHEN i <= 3 THEN [1] ELSE [] END |
  CREATE (:Claim {id: 'claim-' + i, loss_date: date('2024-01-2' + i)})
    -[:UNDER {id: 'link-u' + i}]->(policy))
