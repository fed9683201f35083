-- The tracker as people read it: one row a commitment, in words. What was promised about one person's case is
-- never a headline: those words stand on the commitment's own page and in `commitments.quote` only.
-- A response to a committee or petition names no minister: the department stands for one.
create view commitment_tracker as
select c.id, case when c.is_private then 'A promise about one person’s case' else c.quote end as commitment,
  coalesce(c.member_name, p.name, case when c.source_type in ('publication', 'petition') then c.answering_body end)
    as minister, c.office, c.first_date, c.last_date,
  c.deadline_text as deadline_as_said, c.deadline_latest as deadline, c.official_status, c.schedule_status,
  c.evidence_status, c.class as strength, c.act_kind, c.themes, c.times_said, c.times_slipped, c.days_slipped,
  c.days_waiting, c.days_to_deadline, c.house, substr(c.first_date, 1, 4) as year, c.member_id, c.is_private,
  c.url as source, c.rowid as search_row
from commitments c left join members p on p.id = c.member_id
