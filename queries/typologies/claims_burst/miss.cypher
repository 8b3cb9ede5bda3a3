// Losses of one week: a family's, one bus crash under one policy, a storm that all customers share,
// four strangers with one phone whose losses spread, and four of whom one gave the phone up.
CREATE (mother:Person {id: 'person-mother'})
WITH mother
UNWIND ['family', 'bus', 'storm', 'spread', 'former', 'other'] AS kind
CREATE (phone:Phone {id: 'phone-' + kind}), (joint:Policy {id: 'policy-' + kind})
WITH mother, kind, phone, joint
UNWIND range(1, CASE WHEN kind = 'other' THEN 80 ELSE 4 END) AS i
CREATE (person:Person {id: 'person-' + kind + i})
         -[:INVOLVED_IN {id: 'link-i' + kind + i, role: 'claimant'}]->
       (claim:Claim {id: 'claim-' + kind + i, kind: CASE kind WHEN 'storm' THEN 'hail' ELSE 'crash' END})
SET claim.loss_date = CASE
      WHEN kind = 'other' AND i > 40 THEN date('2024-07-02')
      WHEN kind = 'other' THEN date('2024-01-01') + duration({days: 8 * i})
      WHEN kind = 'spread' THEN date('2024-01-01') + duration({days: 80 * i})
      WHEN kind = 'storm' THEN date('2024-07-02')
      ELSE date('2024-03-11') + duration({days: i}) END
SET claim.kind = CASE WHEN kind = 'other' AND i > 40 THEN 'hail' ELSE claim.kind END
CREATE (policy:Policy {id: 'policy-' + kind + i})
FOREACH (k IN CASE WHEN kind = 'bus' THEN [1] ELSE [] END |
  CREATE (claim)-[:UNDER {id: 'link-u' + kind + i}]->(joint))
FOREACH (k IN CASE WHEN kind <> 'bus' THEN [1] ELSE [] END |
  CREATE (claim)-[:UNDER {id: 'link-u' + kind + i}]->(policy))
FOREACH (k IN CASE WHEN kind <> 'other' THEN [1] ELSE [] END |
  CREATE (person)-[has:HAS_PHONE {id: 'link-t' + kind + i}]->(phone)
  SET has.retired = CASE WHEN kind = 'former' AND i = 4 THEN 'run-2' ELSE NULL END)
FOREACH (k IN CASE WHEN kind = 'family' THEN [1] ELSE [] END |
  CREATE (mother)-[:RELATED_TO {id: 'link-r' + i, relation: 'child'}]->(person))
