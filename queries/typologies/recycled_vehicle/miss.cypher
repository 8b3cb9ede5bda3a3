// A hire company's van, a family's car, and a car whose third claim is retired.
CREATE (:Organisation {id: 'organisation-1', kind: 'fleet'})
         -[:OWNS_VEHICLE {id: 'link-own'}]->(van:Vehicle {id: 'vehicle-van'}),
       (car:Vehicle {id: 'vehicle-car'}), (old:Vehicle {id: 'vehicle-old'}),
       (mother:Person {id: 'person-m'})
WITH van, car, old, mother
UNWIND range(1, 3) AS i
CREATE (driver:Person {id: 'person-d' + i})-[:HOLDS {id: 'link-dh' + i}]->(p:Policy {id: 'policy-d' + i})
CREATE (a:Claim {id: 'claim-d' + i})-[:UNDER {id: 'link-du' + i}]->(p)
CREATE (a)-[:INVOLVES {id: 'link-dv' + i}]->(van)
CREATE (kin:Person {id: 'person-k' + i})-[:HOLDS {id: 'link-kh' + i}]->(q:Policy {id: 'policy-k' + i})
CREATE (mother)-[:RELATED_TO {id: 'link-r' + i, relation: 'child'}]->(kin)
CREATE (b:Claim {id: 'claim-k' + i})-[:UNDER {id: 'link-ku' + i}]->(q)
CREATE (b)-[:INVOLVES {id: 'link-kv' + i}]->(car)
FOREACH (k IN CASE WHEN i <= 2 THEN [1] ELSE [] END |
  CREATE (a)-[:INVOLVES {id: 'link-ov' + i}]->(old))
FOREACH (k IN CASE WHEN i = 3 THEN [1] ELSE [] END |
  CREATE (a)-[:INVOLVES {id: 'link-ov' + i, retired: 'run-2'}]->(old))
