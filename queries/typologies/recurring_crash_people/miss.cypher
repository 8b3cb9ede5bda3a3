// A couple, colleagues who share rides, a driver and his customer who never change parts, and two
// strangers whose third meeting is retired.
CREATE (:Organisation {id: 'organisation-1', kind: 'employer'})
WITH 1 AS one
UNWIND ['couple', 'colleague', 'customer', 'stranger'] AS kind
CREATE (a:Person {id: 'person-' + kind + '-1'}), (b:Person {id: 'person-' + kind + '-2'})
FOREACH (k IN CASE WHEN kind = 'couple' THEN [1] ELSE [] END |
  CREATE (a)-[:RELATED_TO {id: 'link-married', relation: 'spouse'}]->(b))
WITH kind, a, b
UNWIND range(1, 3) AS i
CREATE (claim:Claim {id: 'claim-' + kind + i, loss_date: date('2024-0' + i + '-10')})
CREATE (a)-[x:INVOLVED_IN {id: 'link-a' + kind + i, role: 'driver'}]->(claim)
CREATE (b)-[y:INVOLVED_IN {id: 'link-b' + kind + i, role: 'passenger'}]->(claim)
SET x.role = CASE WHEN i = 2 AND kind <> 'customer' THEN 'witness' ELSE 'driver' END,
    y.retired = CASE WHEN i = 3 AND kind = 'stranger' THEN 'run-2' ELSE NULL END
WITH DISTINCT a, b, kind
WHERE kind = 'colleague'
MATCH (employer:Organisation {id: 'organisation-1'})
CREATE (a)-[:EMPLOYED_BY {id: 'link-e1'}]->(employer)<-[:EMPLOYED_BY {id: 'link-e2'}]-(b)
