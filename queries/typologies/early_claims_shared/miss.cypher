// A mother and daughter, colleagues on their employer's phone, two who renew, two whose losses come
// late or before the start, and two of whom one gave the phone up.
CREATE (:Organisation {id: 'organisation-1', kind: 'employer'})
         -[:HAS_PHONE {id: 'link-own'}]->(:Phone {id: 'phone-work'})
WITH 1 AS one
UNWIND ['family', 'work', 'renewed', 'late', 'former'] AS kind
MERGE (phone:Phone {id: 'phone-' + kind})
WITH kind, phone
UNWIND range(1, 2) AS i
CREATE (person:Person {id: 'person-' + kind + i})-[has:HAS_PHONE {id: 'link-t' + kind + i}]->(phone)
SET has.retired = CASE WHEN kind = 'former' AND i = 2 THEN 'run-2' ELSE NULL END
CREATE (person)-[:HOLDS {id: 'link-h' + kind + i}]->
       (policy:Policy {id: 'policy-' + kind + i, product: 'motor', start_date: date('2024-03-01')})
CREATE (claim:Claim {id: 'claim-' + kind + i})-[:UNDER {id: 'link-u' + kind + i}]->(policy)
SET claim.loss_date = CASE WHEN kind <> 'late' THEN date('2024-03-20')
                           WHEN i = 1 THEN date('2024-08-20') ELSE date('2024-02-20') END
FOREACH (k IN CASE WHEN kind = 'renewed' THEN [1] ELSE [] END |
  CREATE (person)-[:HOLDS {id: 'link-b' + i}]->
    (:Policy {id: 'policy-b' + i, product: 'motor', start_date: date('2023-03-01')}))
WITH kind, collect(person) AS people
WHERE kind = 'family'
WITH people[0] AS mother, people[1] AS daughter
CREATE (mother)-[:RELATED_TO {id: 'link-r', relation: 'child'}]->(daughter)
