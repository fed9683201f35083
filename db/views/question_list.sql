-- Written questions as people read them: who asked whom what, how long the answer took, what it promised.
create view question_list as
select q.id, q.uin, q.house, q.date_tabled, q.date_answered, q.heading, q.question_text as question,
  coalesce(q.asking_member, asker.name) as asked_by, q.asking_party, q.answering_body,
  coalesce(q.answering_member, answerer.name) as answered_by,
  case when q.is_withdrawn then 'withdrawn' when q.is_holding then 'holding answer'
    when q.answer_text is null then 'no answer yet' when q.is_correction then 'corrected'
    when q.is_truncated then 'answer cut by the source' else 'answered' end as state,
  case when not q.is_holding then cast(julianday(q.date_answered) - julianday(q.date_tabled) as integer)
    end as days_to_answer,
  (select count(*) from mentions m join sentences s on s.id = m.sentence_id
    where s.source_type = 'question' and s.source_id = q.id) as commitment_mentions,
  q.url as source, q.rowid as search_row
from questions q
left join members asker on asker.id = q.asking_member_id
left join members answerer on answerer.id = q.answering_member_id
