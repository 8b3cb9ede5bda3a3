// Three policyholders with nothing else in common give one phone; two of them have claimed.
CREATE (phone:Phone {id: 'phone-1', number: '+447700900101'})
WITH phone
UNWIND range(1, 3) AS i
CREATE (person:Person {id: 'person-' + i, name: 'Invented ' + i})
CREATE (policy:Policy {id: 'policy-' + i, number: 'POL-' + i})
CREATE (person)-[:HAS_PHONE {id: 'link-t' + i}]->(phone)
CREATE (person)-[:HOLDS {id: 'link-h' + i}]->(policy)
FOREACH (k IN CASE WHEN i <= 2 THEN [1] ELSE [] END |
  CREATE (:Claim {id: 'claim-' + i, number: 'CLM-' + i})-[:UNDER {id: 'link-u' + i}]->(policy))
