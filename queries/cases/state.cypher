// title: The state of a case
// parameters: id
// returns: state
MATCH (c:Case {id: $id})
RETURN c.state AS state
