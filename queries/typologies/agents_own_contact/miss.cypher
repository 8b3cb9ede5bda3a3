// Honest use: the agent's spouse and child with his phone (he is a customer too), an agency's hotline
// that its agent and clients give, strangers who share a phone with an agent who sold them nothing,
// a second client whose link is retired, and a careless agent who writes his own phone for clients
// whose losses come late and are paid to themselves.
CREATE (self:Person {id: 'person-self'}),
       (agent:Agent {id: 'agent-1'})-[:SAME_AS {id: 'link-same', accepted: true}]->(self),
       (agent)-[:HAS_PHONE {id: 'link-a1'}]->(phone:Phone {id: 'phone-own'}),
       (agency:Organisation {id: 'organisation-1', kind: 'agency'})
         -[:HAS_PHONE {id: 'link-g1'}]->(hotline:Phone {id: 'phone-hotline'}),
       (agent)-[:HAS_PHONE {id: 'link-a2'}]->(hotline),
       (clerk:Agent {id: 'agent-2'})-[:HAS_PHONE {id: 'link-b1'}]->(desk:Phone {id: 'phone-desk'}),
       (agent)-[:HAS_PHONE {id: 'link-a3'}]->(old:Phone {id: 'phone-old'}),
       (careless:Agent {id: 'agent-3'})-[:HAS_PHONE {id: 'link-z'}]->(lazy:Phone {id: 'phone-lazy'})
WITH self, agent, phone, hotline, desk, old, careless, lazy
UNWIND range(1, 3) AS i
CREATE (kin:Person {id: 'person-k' + i})-[:HAS_PHONE {id: 'link-k' + i}]->(phone)
CREATE (self)-[:RELATED_TO {id: 'link-r' + i, relation: 'child'}]->(kin)
CREATE (kin)-[:HOLDS {id: 'link-kh' + i}]->(:Policy {id: 'policy-k' + i})
         <-[:SOLD {id: 'link-ks' + i}]-(agent)
CREATE (client:Person {id: 'person-c' + i})-[:HAS_PHONE {id: 'link-c' + i}]->(hotline)
CREATE (client)-[:HAS_PHONE {id: 'link-d' + i}]->(desk)
CREATE (client)-[:HOLDS {id: 'link-ch' + i}]->(:Policy {id: 'policy-c' + i})
         <-[:SOLD {id: 'link-cs' + i}]-(agent)
CREATE (late:Person {id: 'person-l' + i})-[:HAS_PHONE {id: 'link-lt' + i}]->(lazy)
CREATE (late)-[:HOLDS {id: 'link-lh' + i}]->
       (bought:Policy {id: 'policy-l' + i, start_date: date('2023-01-01')})
         <-[:SOLD {id: 'link-ls' + i}]-(careless)
CREATE (:Claim {id: 'claim-l' + i, loss_date: date('2024-01-01')})
         -[:UNDER {id: 'link-lu' + i}]->(bought)
FOREACH (k IN CASE WHEN i = 1 THEN [1] ELSE [] END |
  CREATE (client)-[:HAS_PHONE {id: 'link-o' + i}]->(old))
FOREACH (k IN CASE WHEN i = 2 THEN [1] ELSE [] END |
  CREATE (client)-[:HAS_PHONE {id: 'link-o' + i, retired: 'run-2'}]->(old))
