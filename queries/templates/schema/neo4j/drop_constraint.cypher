// title: Let a constraint go while an empty store is filled
// parameters: none
// returns: none
// fill: {"name": "Person_id"}
DROP CONSTRAINT {{name}} IF EXISTS
