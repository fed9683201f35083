-- Promises with no date but "in due course", "shortly" and their kind, and the days since they were first made.
create view in_due_course as
select id, commitment, minister, office, first_date, deadline_as_said, days_waiting, times_said,
  official_status, themes
from commitment_tracker
where schedule_status in ('vague', 'no date') and deadline is null and official_status not in ('says done', 'withdrawn')
  and strength in ('firm', 'intended')
order by days_waiting desc, id
