// title: Wait until new indexes are filled
// parameters: none
// returns: none
CALL db.awaitIndexes(7200)
