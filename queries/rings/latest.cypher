// title: The analysis shown by default
// parameters: none
// returns: id, stamp, document
// example: {}
MATCH (run:RingRun {latest: true})
RETURN run.id AS id, run.stamp AS stamp, run.document AS document
ORDER BY id
LIMIT 1
