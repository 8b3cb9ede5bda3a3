// title: Complete loads, which stand for the evidence that the store holds
// parameters: none
// returns: id, finished
// example: {}
MATCH (run:IngestRun)
WHERE run.complete
RETURN run.id AS id, run.finished AS finished
ORDER BY id
