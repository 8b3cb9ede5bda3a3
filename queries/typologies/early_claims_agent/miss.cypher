// Two agents alike: every policy of both has an early loss (a risky line), so neither stands out; a
// third whose losses come late or before the start; a fourth with two early ones and a retired sale.
UNWIND range(1, 4) AS a
CREATE (agent:Agent {id: 'agent-' + a})
WITH a, agent
UNWIND range(1, 4) AS i
CREATE (policy:Policy {id: 'policy-' + a + '-' + i, start_date: date('2024-03-01')})
CREATE (claim:Claim {id: 'claim-' + a + '-' + i})
SET claim.loss_date = CASE WHEN a <= 2 THEN date('2024-03-20')
                           WHEN a = 3 AND i <= 2 THEN date('2024-06-20')
                           WHEN a = 3 THEN date('2024-02-20')
                           WHEN i <= 3 THEN date('2024-03-15')
                           ELSE date('2024-12-01') END
CREATE (claim)-[:UNDER {id: 'link-u' + a + '-' + i}]->(policy)
CREATE (agent)-[sold:SOLD {id: 'link-s' + a + '-' + i}]->(policy)
SET sold.retired = CASE WHEN a = 4 AND i = 3 THEN 'run-2' ELSE NULL END
