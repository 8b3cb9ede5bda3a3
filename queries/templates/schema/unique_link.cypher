// title: An id names one link of a type
// parameters: none
// returns: none
// fill: {"name": "HOLDS_id", "type": "HOLDS"}
CREATE CONSTRAINT {{name}} IF NOT EXISTS FOR ()-[r:{{type}}]-() REQUIRE r.id IS UNIQUE
