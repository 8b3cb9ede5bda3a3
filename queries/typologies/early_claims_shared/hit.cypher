// Two strangers with one phone, each with a new policy and a loss in its first month.
CREATE (phone:Phone {id: 'phone-1', number: '+447700900101'})
WITH phone
UNWIND range(1, 2) AS i
CREATE (person:Person {id: 'person-' + i})-[:HAS_PHONE {id: 'link-t' + i}]->(phone)
CREATE (person)-[:HOLDS {id: 'link-h' + i}]->
       (policy:Policy {id: 'policy-' + i, product: 'motor', start_date: date('2024-03-01')})
CREATE (:Claim {id: 'claim-' + i, loss_date: date('2024-03-2' + i)})-[:UNDER {id: 'link-u' + i}]->(policy)
