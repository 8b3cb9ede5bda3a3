// title: Declare the search property, which a full-text index needs (ArcadeDB's SQL)
// parameters: none
// returns: none
// fill: {"label": "Person"}
CREATE PROPERTY `{{label}}`.search IF NOT EXISTS STRING
