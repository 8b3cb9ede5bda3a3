// title: Find entities of a type by words of their search property
// parameters: none
// returns: none
// fill: {"name": "search_person", "label": "Person"}
CREATE FULLTEXT INDEX {{name}} IF NOT EXISTS FOR (n:{{label}}) ON EACH [n.search]
