-- Stock paragraphs, one row a family of near-identical ones: the newest wording, how often and since when.
-- What stood in several answers of one day alone, such as grouped questions, was said once.
-- A paragraph about one person's case is never shown in a list.
create view boilerplate as
with families as (
  select family, count(*) as times_said, count(distinct date) as occasions, count(distinct text) as wordings,
    max(date) as last_date
  from paragraphs group by family having occasions > 1
)
select f.family, case when n.is_private then 'Words about one person’s case' else n.text end as newest_wording,
  f.times_said, f.occasions, f.wordings, n.first_date, f.last_date, n.words, n.first_source_type,
  n.first_source_id, coalesce(q.url, s.url, c.url) as first_source, n.source_type as newest_source_type,
  n.source_id as newest_source_id
from families f
join paragraphs n on n.rowid = (
  select rowid from paragraphs where family = f.family and date = f.last_date
  order by source_type, source_id, position limit 1
)
left join questions q on n.first_source_type = 'question' and q.id = n.first_source_id
left join statements s on n.first_source_type = 'statement' and s.id = n.first_source_id
left join contributions c on n.first_source_type = 'contribution' and c.id = cast(n.first_source_id as text)
