// A son in his family's losses, a tow truck's driver who is always the witness, a colleague who rides
// with colleagues, one who meets other strangers each time, and one whose third part is retired.
CREATE (:Organisation {id: 'organisation-1', kind: 'employer'}), (:Person {id: 'person-mother'})
WITH 1 AS one
UNWIND ['son', 'tow', 'colleague', 'stranger', 'unlucky'] AS kind
CREATE (cast:Person {id: 'person-' + kind}), (again:Person {id: 'person-a' + kind})
WITH kind, cast, again
UNWIND range(1, 3) AS i
CREATE (holder:Person {id: 'person-' + kind + i})
       -[:HOLDS {id: 'link-h' + kind + i}]->(policy:Policy {id: 'policy-' + kind + i})
CREATE (claim:Claim {id: 'claim-' + kind + i, loss_date: date('2024-0' + i + '-10')})
CREATE (claim)-[:UNDER {id: 'link-u' + kind + i}]->(policy)
CREATE (cast)-[part:INVOLVED_IN {id: 'link-i' + kind + i}]->(claim)
SET part.role = CASE WHEN i = 1 OR kind = 'tow' THEN 'witness' ELSE 'passenger' END,
    part.retired = CASE WHEN i = 3 AND kind = 'stranger' THEN 'run-2' ELSE NULL END
FOREACH (k IN CASE WHEN kind <> 'unlucky' THEN [1] ELSE [] END |
  CREATE (again)-[:INVOLVED_IN {id: 'link-o' + kind + i, role: 'claimant'}]->(claim))
WITH kind, cast, i, holder
MATCH (mother:Person {id: 'person-mother'}), (employer:Organisation {id: 'organisation-1'})
FOREACH (k IN CASE WHEN kind = 'son' THEN [1] ELSE [] END |
  CREATE (mother)-[:RELATED_TO {id: 'link-r' + i, relation: 'child'}]->(holder))
FOREACH (k IN CASE WHEN kind = 'son' AND i = 1 THEN [1] ELSE [] END |
  CREATE (mother)-[:RELATED_TO {id: 'link-r0', relation: 'child'}]->(cast))
FOREACH (k IN CASE WHEN kind = 'colleague' THEN [1] ELSE [] END |
  CREATE (holder)-[:EMPLOYED_BY {id: 'link-e' + i}]->(employer))
FOREACH (k IN CASE WHEN kind = 'colleague' AND i = 1 THEN [1] ELSE [] END |
  CREATE (cast)-[:EMPLOYED_BY {id: 'link-e0'}]->(employer))
