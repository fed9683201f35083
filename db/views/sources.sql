-- Everything that can hold a promise, one row each: who said it, as what, when, where it stands.
-- The second House's copy of a joint statement is marked as a repeat, so that it counts once.
create view sources as
select 'question' as source_type, id as source_id, coalesce(date_corrected, date_answered) as said_on, house,
  answering_member_id as member_id, answering_member as member_name, answering_office as office,
  answering_body, url, coalesce(heading, '') || ' ' || question_text as context,
  coalesce(heading, substr(question_text, 1, 80)) as title, 0 as is_repeat
from questions
union all
select 'statement', id, date_made, house, member_id, member_name, member_role, answering_body, url, title, title,
  joint_with is not null
from statements
union all
select 'contribution', c.id, d.date, d.house, c.member_id, c.speaker_name, c.office, null, c.url, d.title,
  d.title, 0
from contributions c join debates d on d.id = c.debate_id
union all
select 'petition', id, date_responded, null, null, null, null,
  (select group_concat(value, ', ') from json_each(departments)), url, title, title, 0
from petitions where response_text is not null
union all
select 'publication', a.id, p.date, p.house, null, null, d.office, p.responding_department, coalesce(d.url, p.url),
  p.title || coalesce(' ' || a.context, ''), p.title, 0
from publication_passages a join publication_documents d on d.id = a.document_id
join publications p on p.id = d.publication_id
