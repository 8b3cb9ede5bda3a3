// title: The analysis shown by default
// parameters: none
// returns: id, stamp, number, document
// example: {}
MATCH (run:RingRun {latest: true})
RETURN run.id AS id, run.stamp AS stamp, run.number AS number,
       run.document AS document
ORDER BY id
LIMIT 1
