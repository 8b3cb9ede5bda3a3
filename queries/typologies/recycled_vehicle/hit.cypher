// Three strangers in turn insure one car and claim for it.
CREATE (vehicle:Vehicle {id: 'vehicle-1', plate: 'TEST 1'})
WITH vehicle
UNWIND range(1, 3) AS i
CREATE (:Person {id: 'person-' + i})-[:HOLDS {id: 'link-h' + i}]->(policy:Policy {id: 'policy-' + i})
CREATE (claim:Claim {id: 'claim-' + i, loss_date: date('2024-0' + i + '-10')})
CREATE (claim)-[:UNDER {id: 'link-u' + i}]->(policy)
CREATE (claim)-[:INVOLVES {id: 'link-v' + i}]->(vehicle)
