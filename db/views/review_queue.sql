-- Sentences that a person should look at first, the most useful first: where the analysis is least sure and most
-- hangs on it. One for each repeated wording; none about one person's case. `why` says what put it here.
create view review_queue as
select r.sentence_id, s.text as quote, s.class, r.rules_class, s.score, r.usefulness, r.why, s.why as decided_by,
  r.wordings, m.commitment_id, m.relation, r.date, r.title, s.source_type, s.source_id, r.url
from review_candidates r join sentences s on s.id = r.sentence_id
left join mentions m on m.sentence_id = s.id
order by r.usefulness desc, r.sentence_id
