// Two strangers' claims on policies an agent sold; both are paid to the account of the agent's sister.
CREATE (agent:Agent {id: 'agent-1'})-[:SAME_AS {id: 'link-s', accepted: true}]->
       (self:Person {id: 'person-self'})<-[:RELATED_TO {id: 'link-r', relation: 'sibling'}]-
       (:Person {id: 'person-sister'})-[:OWNS_ACCOUNT {id: 'link-o'}]->
       (account:Account {id: 'account-1', number: 'GB00TEST1'})
WITH agent, account
UNWIND range(1, 2) AS i
CREATE (:Person {id: 'person-' + i})-[:INVOLVED_IN {id: 'link-i' + i, role: 'claimant'}]->
       (claim:Claim {id: 'claim-' + i})-[:UNDER {id: 'link-u' + i}]->
       (:Policy {id: 'policy-' + i})<-[:SOLD {id: 'link-b' + i}]-(agent)
CREATE (claim)-[:PAID_TO {id: 'link-p' + i, date: date('2024-04-0' + i)}]->(account)
