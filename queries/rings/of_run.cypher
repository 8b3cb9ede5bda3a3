// title: Rings of one analysis, strongest first
// parameters: run
// returns: document, rank
// example: {"run": "ringrun-absent"}
MATCH (ring:Ring {ring_run: $run})
RETURN ring.document AS document, ring.rank AS rank
ORDER BY rank
