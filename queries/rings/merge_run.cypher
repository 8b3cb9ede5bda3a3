// title: Save an analysis as the latest
// parameters: id, at, digest, stamp, number, document
// returns: id
MERGE (run:RingRun {id: $id})
SET run.at = $at, run.digest = $digest, run.stamp = $stamp, run.latest = true,
    run.number = $number, run.document = $document
RETURN run.id AS id
