// The agent's own household is paid; an agency's account collects; a handler has one claim of a
// stranger on his account; an agent is paid for policies another one sold; one payment is retired.
CREATE (self:Person {id: 'person-self'}), (kin:Person {id: 'person-kin'}),
       (self)-[:RELATED_TO {id: 'link-r', relation: 'spouse'}]->(kin),
       (own:Agent {id: 'agent-own'})-[:SAME_AS {id: 'link-s', accepted: true}]->(self),
       (own)-[:OWNS_ACCOUNT {id: 'link-o1'}]->(:Account {id: 'account-own'}),
       (:Agent {id: 'agent-agency'})-[:OWNS_ACCOUNT {id: 'link-o2'}]->
         (shared:Account {id: 'account-agency'}),
       (:Organisation {id: 'organisation-1'})-[:OWNS_ACCOUNT {id: 'link-o3'}]->(shared),
       (:Employee {id: 'employee-1'})-[:OWNS_ACCOUNT {id: 'link-o4'}]->(:Account {id: 'account-handler'}),
       (:Agent {id: 'agent-other'})-[:OWNS_ACCOUNT {id: 'link-o5'}]->(:Account {id: 'account-other'}),
       (:Agent {id: 'agent-former'})-[:OWNS_ACCOUNT {id: 'link-o6'}]->
         (:Account {id: 'account-former'}),
       (:Agent {id: 'agent-seller'})
WITH self, kin
UNWIND ['own', 'agency', 'other', 'former', 'handler'] AS kind
MATCH (account:Account {id: 'account-' + kind})
UNWIND range(1, 2) AS i
CREATE (claim:Claim {id: 'claim-' + kind + i})-[:UNDER {id: 'link-u' + kind + i}]->
       (policy:Policy {id: 'policy-' + kind + i})
CREATE (claim)-[paid:PAID_TO {id: 'link-p' + kind + i}]->(account)
SET paid.retired = CASE WHEN kind = 'former' AND i = 2 THEN 'run-2' ELSE NULL END
FOREACH (k IN CASE WHEN kind = 'own' AND i = 1 THEN [1] ELSE [] END |
  CREATE (self)-[:INVOLVED_IN {id: 'link-io1', role: 'claimant'}]->(claim))
FOREACH (k IN CASE WHEN kind = 'own' AND i = 2 THEN [1] ELSE [] END |
  CREATE (kin)-[:INVOLVED_IN {id: 'link-io2', role: 'claimant'}]->(claim))
FOREACH (k IN CASE WHEN kind <> 'own' THEN [1] ELSE [] END |
  CREATE (:Person {id: 'person-' + kind + i})
         -[:INVOLVED_IN {id: 'link-i' + kind + i, role: 'claimant'}]->(claim))
WITH kind, claim, policy, i
MATCH (seller:Agent {id: CASE kind WHEN 'other' THEN 'agent-seller' WHEN 'handler' THEN 'agent-seller'
                              ELSE 'agent-' + kind END})
MATCH (clerk:Employee {id: 'employee-1'})
CREATE (seller)-[:SOLD {id: 'link-b' + kind + i}]->(policy)
FOREACH (k IN CASE WHEN kind = 'handler' AND i = 1 THEN [1] ELSE [] END |
  CREATE (claim)-[:HANDLED_BY {id: 'link-hb'}]->(clerk))
