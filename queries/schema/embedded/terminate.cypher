// title: End one running query
// parameters: id
// returns: transactionId
TERMINATE TRANSACTIONS $id
