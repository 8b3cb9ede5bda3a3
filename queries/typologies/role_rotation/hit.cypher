// One person drives, rides along and bears witness in losses under three strangers' policies;
// another is a passenger in two of them.
CREATE (cast:Person {id: 'person-0'}), (again:Person {id: 'person-9'})
WITH cast, again
UNWIND range(1, 3) AS i
CREATE (:Person {id: 'person-' + i})-[:HOLDS {id: 'link-h' + i}]->(policy:Policy {id: 'policy-' + i})
CREATE (claim:Claim {id: 'claim-' + i, loss_date: date('2024-0' + i + '-10')})
CREATE (claim)-[:UNDER {id: 'link-u' + i}]->(policy)
CREATE (cast)-[:INVOLVED_IN {
  id: 'link-i' + i, role: CASE i WHEN 1 THEN 'driver' WHEN 2 THEN 'passenger' ELSE 'witness' END
}]->(claim)
FOREACH (k IN CASE WHEN i > 1 THEN [1] ELSE [] END |
  CREATE (again)-[:INVOLVED_IN {id: 'link-o' + i, role: 'claimant'}]->(claim))
