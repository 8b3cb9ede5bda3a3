// The same chain as a family, as a staff with their employer's items, as colleagues, with one shared
// kind for each pair only, and with the device given up.
CREATE (employer:Organisation {id: 'organisation-1'})
         -[:HAS_PHONE {id: 'link-o'}]->(:Phone {id: 'phone-staff'})
WITH employer
UNWIND ['family', 'staff', 'colleague', 'single', 'former'] AS kind
MERGE (phone:Phone {id: 'phone-' + kind})
CREATE (account:Account {id: 'account-' + kind}), (device:Device {id: 'device-' + kind}),
       (a:Person {id: 'person-1' + kind}), (b:Person {id: 'person-2' + kind}),
       (c:Person {id: 'person-3' + kind}),
       (a)-[:HAS_PHONE {id: 'link-1' + kind}]->(phone),
       (b)-[:HAS_PHONE {id: 'link-2' + kind}]->(phone),
       (b)-[:OWNS_ACCOUNT {id: 'link-4' + kind}]->(account),
       (b)-[:USED_DEVICE {id: 'link-6' + kind}]->(device),
       (c)-[uses:USED_DEVICE {id: 'link-7' + kind}]->(device),
       (a)-[:INVOLVED_IN {id: 'link-8' + kind, role: 'claimant'}]->(:Claim {id: 'claim-1' + kind}),
       (c)-[:INVOLVED_IN {id: 'link-9' + kind, role: 'claimant'}]->(:Claim {id: 'claim-2' + kind})
SET uses.retired = CASE WHEN kind = 'former' THEN 'run-2' ELSE NULL END
FOREACH (k IN CASE WHEN kind <> 'single' THEN [1] ELSE [] END |
  CREATE (a)-[:OWNS_ACCOUNT {id: 'link-3' + kind}]->(account)
  CREATE (c)-[:OWNS_ACCOUNT {id: 'link-5' + kind}]->(account))
FOREACH (k IN CASE WHEN kind = 'family' THEN [1] ELSE [] END |
  CREATE (a)-[:RELATED_TO {id: 'link-r1', relation: 'child'}]->(b)
  CREATE (b)-[:RELATED_TO {id: 'link-r2', relation: 'child'}]->(c))
FOREACH (person IN CASE WHEN kind = 'colleague' THEN [a, b, c] ELSE [] END |
  CREATE (person)-[:EMPLOYED_BY {id: 'link-e' + person.id}]->(employer))
