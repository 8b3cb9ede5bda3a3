// title: One case
// parameters: id
// returns: number, title, state, subject, subject_kind, subject_caption, assignee, opened_at, opened_by, invented, snapshot
MATCH (c:Case {id: $id})
RETURN c.number AS number, c.title AS title, c.state AS state, c.subject AS subject,
  c.subject_kind AS subject_kind, c.subject_caption AS subject_caption, c.assignee AS assignee,
  c.opened_at AS opened_at, c.opened_by AS opened_by, c.invented AS invented,
  c.snapshot AS snapshot
