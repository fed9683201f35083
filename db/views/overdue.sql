-- Commitments whose date has passed with no word that they are done, the longest overdue first.
create view overdue as
select id, commitment, minister, office, deadline, deadline_as_said, -days_to_deadline as days_overdue,
  official_status, times_slipped, themes
from commitment_tracker where schedule_status = 'overdue' order by deadline, id
