// Two strangers in three crashes, driver and passenger by turns.
CREATE (a:Person {id: 'person-1'}), (b:Person {id: 'person-2'})
WITH a, b
UNWIND range(1, 3) AS i
CREATE (claim:Claim {id: 'claim-' + i, loss_date: date('2024-0' + i + '-10')})
CREATE (a)-[:INVOLVED_IN {id: 'link-a' + i, role: CASE i WHEN 2 THEN 'passenger' ELSE 'driver' END}]
         ->(claim)
CREATE (b)-[:INVOLVED_IN {id: 'link-b' + i, role: CASE i WHEN 2 THEN 'driver' ELSE 'passenger' END}]
         ->(claim)
