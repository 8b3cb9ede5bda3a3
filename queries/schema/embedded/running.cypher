// title: Queries that run now, with the marker comment of their client
// parameters: none
// returns: transactionId, currentQuery, elapsedTime
SHOW TRANSACTIONS
