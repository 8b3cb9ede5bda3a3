// title: Find entities of a type by one property
// parameters: none
// returns: none
// fill: {"name": "Claim_loss_date", "label": "Claim", "property": "loss_date"}
CREATE INDEX {{name}} IF NOT EXISTS FOR (n:{{label}}) ON (n.{{property}})
