// title: How many loads of invented data the store holds
// parameters: none
// returns: runs
// example: {}
MATCH (run:IngestRun {invented: true})
RETURN count(run) AS runs
