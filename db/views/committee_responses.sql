-- Reports that the government owes a committee an answer to: when it fell due, when it came, how late.
-- An answer is a government response or special report that says it responds to the report; the first one counts.
create view committee_responses as
with today as (select value as day from snapshot where key = 'as_of'),
owed as (
  select p.*,
    (select a.id from publications a where a.responds_to_id = p.id and a.kind in ('government response', 'special report')
      order by a.date is null, a.date, a.id limit 1) as answer_id
  from publications p
  where p.kind = 'report' or p.response_deadline is not null
),
dated as (
  select o.*, a.date as answered, coalesce(a.date, (select day from today)) as until
  from owed o left join publications a on a.id = o.answer_id
)
select id, title, committee, responding_department, paper_number, date as published, response_deadline,
  answered, answer_id,
  case
    when answer_id is not null and answered > response_deadline then 'met late'
    when answer_id is not null then 'met'
    when is_response_excepted then 'excepted'
    when response_deadline is null then 'no date'
    when response_deadline < until then 'overdue'
    when julianday(response_deadline) - julianday(until) <= 30 then 'due soon'
    else 'not due' end as status,
  case when not is_response_excepted and (answer_id is null or answered is not null) and response_deadline < until
    then cast(julianday(until) - julianday(response_deadline) as integer) end as days_overdue,
  case when answer_id is null and not is_response_excepted
    then cast(julianday(response_deadline) - julianday(until) as integer) end as days_to_deadline,
  url as source
from dated
