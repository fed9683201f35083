-- Commitments whose date comes within 30 days of the as-of date, the nearest first.
create view due_soon as
select id, commitment, minister, office, deadline, deadline_as_said, days_to_deadline, official_status, themes
from commitment_tracker where schedule_status = 'due soon' order by deadline, id
