// Four strangers with one e-mail take out policies in one spring and each ends within a month.
CREATE (mail:Email {id: 'email-1', number: 'broker@example.com'})
WITH mail
UNWIND range(1, 4) AS i
CREATE (person:Person {id: 'person-' + i})-[:HAS_EMAIL {id: 'link-m' + i}]->(mail)
CREATE (person)-[:HOLDS {id: 'link-h' + i}]->(:Policy {
  id: 'policy-' + i, start_date: date('2024-0' + i + '-01'), end_date: date('2024-0' + i + '-28')
})
