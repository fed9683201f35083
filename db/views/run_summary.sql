-- What each source last did: the newest run of each, and the newest that ended well.
create view run_summary as
select r.source, r.command, r.started, r.finished, r.outcome, r.requests, r.new, r.updated, r.unchanged,
  r.quarantined, r.left_out, r.message, r.failure,
  (select max(finished) from runs ok where ok.source = r.source and ok.outcome = 'done') as last_success
from runs r where r.id = (select max(id) from runs newest where newest.source = r.source) order by r.source
