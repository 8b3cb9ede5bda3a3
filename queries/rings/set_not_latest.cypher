// title: No analysis is the latest any more
// parameters: none
// returns: none
MATCH (run:RingRun {latest: true})
SET run.latest = false
