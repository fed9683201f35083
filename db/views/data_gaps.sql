-- What the government says it does not hold, collect or could find only at disproportionate cost: one row for
-- each saying, with what was asked. Words about one person's case are shown on the question's own page only.
create view data_gaps as
select q.id as question_id, q.uin, coalesce(q.date_corrected, q.date_answered) as date, g.gap,
  case when g.is_private then 'Words about one person’s case' else g.quote end as quote,
  case when g.is_private then null when g.parts = 1 then g.asked else q.question_text end as asked,
  g.labels, g.parts, g.parts_partly_answered, q.heading, coalesce(q.answering_member, m.name) as answering_member,
  q.answering_member_id, q.answering_body, q.house, q.url
from (
  select question_id, gap, quote, quote_start, max(text) as asked, max(is_private) as is_private,
    count(*) as parts, sum(status = 'partly answered') as parts_partly_answered,
    group_concat(nullif(label, ''), ', ') as labels
  from (select * from question_parts where gap is not null order by question_id, position)
  group by question_id, gap, quote_start
) g join questions q on q.id = g.question_id left join members m on m.id = q.answering_member_id
order by date desc, q.id desc, g.quote_start
