// Honest sharing: a family's phone, a call centre's, a hospital's, an agent's hotline given by his
// clients (another typology), a flat of four strangers, and a phone whose third holder is retired.
CREATE (centre:Organisation {id: 'organisation-1', kind: 'call_centre'}),
       (hospital:Provider {id: 'provider-1', kind: 'hospital'}),
       (agent:Agent {id: 'agent-1'}),
       (p1:Phone {id: 'phone-family'}), (p2:Phone {id: 'phone-centre'}),
       (p3:Phone {id: 'phone-hospital'}), (p4:Phone {id: 'phone-agent'}),
       (p5:Phone {id: 'phone-old'}), (flat:Address {id: 'address-1'}),
       (centre)-[:HAS_PHONE {id: 'link-c'}]->(p2), (hospital)-[:HAS_PHONE {id: 'link-o'}]->(p3),
       (agent)-[:HAS_PHONE {id: 'link-a'}]->(p4)
WITH agent, p1, p2, p3, p4, p5, flat
UNWIND range(1, 4) AS i
CREATE (kin:Person {id: 'person-f' + i})-[:HAS_PHONE {id: 'link-ft' + i}]->(p1)
CREATE (kin)-[:HOLDS {id: 'link-fh' + i}]->(q:Policy {id: 'policy-f' + i})
CREATE (:Claim {id: 'claim-f' + i})-[:UNDER {id: 'link-fu' + i}]->(q)
CREATE (person:Person {id: 'person-s' + i})-[:HOLDS {id: 'link-sh' + i}]->(r:Policy {id: 'policy-s' + i})
CREATE (:Claim {id: 'claim-s' + i})-[:UNDER {id: 'link-su' + i}]->(r)
CREATE (person)-[:HAS_PHONE {id: 'link-s2' + i}]->(p2)
CREATE (person)-[:HAS_PHONE {id: 'link-s3' + i}]->(p3)
CREATE (person)-[:HAS_PHONE {id: 'link-s4' + i}]->(p4)
CREATE (person)-[:LIVES_AT {id: 'link-sa' + i}]->(flat)
CREATE (agent)-[:SOLD {id: 'link-so' + i}]->(r)
FOREACH (k IN CASE WHEN i <= 2 THEN [1] ELSE [] END |
  CREATE (person)-[:HAS_PHONE {id: 'link-s5' + i}]->(p5))
FOREACH (k IN CASE WHEN i = 3 THEN [1] ELSE [] END |
  CREATE (person)-[:HAS_PHONE {id: 'link-s53', retired: 'run-2'}]->(p5))
WITH collect(kin) AS family
UNWIND family[1..] AS kin
WITH head(family) AS first, kin
CREATE (first)-[:RELATED_TO {id: 'link-r' + kin.id, relation: 'child'}]->(kin)
