// title: Create a case
// parameters: id, number, ordinal, title, state, subject, subject_kind, subject_caption, opened_at, opened_by, invented, snapshot
// returns: number
CREATE (c:Case {
  id: $id, number: $number, ordinal: $ordinal, title: $title, state: $state, subject: $subject,
  subject_kind: $subject_kind, subject_caption: $subject_caption, opened_at: $opened_at,
  opened_by: $opened_by, invented: $invented, snapshot: $snapshot
})
RETURN c.number AS number
