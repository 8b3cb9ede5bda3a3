// Four strangers with one phone have losses within four days; everyone else's spread over the year.
CREATE (phone:Phone {id: 'phone-1', number: '+447700900101'})
WITH phone
UNWIND range(1, 60) AS i
CREATE (person:Person {id: 'person-' + i})-[:INVOLVED_IN {id: 'link-i' + i, role: 'claimant'}]->
       (claim:Claim {id: 'claim-' + i, kind: 'collision'})
CREATE (claim)-[:UNDER {id: 'link-u' + i}]->(:Policy {id: 'policy-' + i})
SET claim.loss_date = CASE WHEN i <= 4 THEN date('2024-03-11') + duration({days: i})
                           ELSE date('2024-01-01') + duration({days: 6 * (i - 5)}) END
FOREACH (k IN CASE WHEN i <= 4 THEN [1] ELSE [] END |
  CREATE (person)-[:HAS_PHONE {id: 'link-t' + i}]->(phone))
