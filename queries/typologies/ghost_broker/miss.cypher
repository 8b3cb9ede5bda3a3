// A family, an agent's own e-mail, colleagues, policies that run their year, policies years apart, and
// four short ones of which one holder gave the e-mail up.
CREATE (:Agent {id: 'agent-1'})-[:HAS_EMAIL {id: 'link-own'}]->(:Email {id: 'email-agent'}),
       (:Organisation {id: 'organisation-1', kind: 'employer'}), (:Person {id: 'person-mother'})
WITH 1 AS one
UNWIND ['family', 'agent', 'staff', 'full', 'apart', 'former'] AS kind
MERGE (mail:Email {id: 'email-' + kind})
WITH kind, mail
UNWIND range(1, 4) AS i
CREATE (person:Person {id: 'person-' + kind + i})-[has:HAS_EMAIL {id: 'link-m' + kind + i}]->(mail)
SET has.retired = CASE WHEN kind = 'former' AND i = 4 THEN 'run-2' ELSE NULL END
CREATE (person)-[:HOLDS {id: 'link-h' + kind + i}]->(policy:Policy {id: 'policy-' + kind + i})
SET policy.start_date = CASE WHEN kind = 'apart' THEN date('201' + i + '-05-01')
                             ELSE date('2024-0' + i + '-01') END,
    policy.end_date = CASE WHEN kind = 'apart' THEN date('201' + i + '-05-20')
                           WHEN kind = 'full' THEN date('2025-0' + i + '-01')
                           ELSE date('2024-0' + i + '-25') END
WITH kind, person, i
MATCH (mother:Person {id: 'person-mother'}), (employer:Organisation {id: 'organisation-1'})
FOREACH (k IN CASE WHEN kind = 'family' THEN [1] ELSE [] END |
  CREATE (mother)-[:RELATED_TO {id: 'link-r' + i, relation: 'child'}]->(person))
FOREACH (k IN CASE WHEN kind = 'staff' THEN [1] ELSE [] END |
  CREATE (person)-[:EMPLOYED_BY {id: 'link-e' + i}]->(employer))
