// title: An id names one entity of a type
// parameters: none
// returns: none
// fill: {"name": "Person_id", "label": "Person"}
CREATE CONSTRAINT {{name}} IF NOT EXISTS FOR (n:{{label}}) REQUIRE n.id IS UNIQUE
