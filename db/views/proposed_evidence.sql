-- What may show the outcome of each commitment, as proposed by software: the quote, the day, the place. Nothing here
-- judges; `evidence_status` is a person's. Words about one person's case stand on the commitment's own page only.
create view proposed_evidence as
select e.id, e.commitment_id, t.commitment, t.minister, t.first_date, e.date, e.kind, e.stance,
  case when e.is_private then 'Words about one person’s case' else e.quote end as quote, e.score,
  e.title, case when not e.is_private then e.why end as why, e.found_by,
  e.days_after_promise, e.days_after_deadline, t.official_status, t.schedule_status, t.evidence_status,
  e.source_type, e.source_id, e.url
from evidence e join commitment_tracker t on t.id = e.commitment_id
order by e.date desc, e.id
