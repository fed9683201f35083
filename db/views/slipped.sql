-- Every time a promise was repeated with a later date: both wordings, both dates, the days between.
create view slipped as
select m.commitment_id as id, c.commitment, m.date as slipped_on, m.old_deadline, m.new_deadline,
  m.old_latest, m.new_latest, m.days_slipped, c.times_slipped,
  case when c.is_private then null else s.text end as new_wording, c.minister, c.schedule_status
from mentions m join commitment_tracker c on c.id = m.commitment_id join sentences s on s.id = m.sentence_id
where m.relation = 'slipped' order by m.date desc, m.commitment_id
