-- What each minister has promised first, and how it stands.
create view minister_record as
select c.member_id, coalesce(c.member_name, p.name) as minister, min(c.first_date) as first_promise,
  count(*) as commitments, sum(c.class = 'firm') as firm, sum(c.schedule_status = 'overdue') as overdue,
  sum(c.schedule_status = 'vague') as vague, sum(c.times_slipped > 0) as slipped,
  sum(c.official_status = 'says done') as says_done, sum(c.official_status = 'withdrawn') as withdrawn
from commitments c left join members p on p.id = c.member_id
where coalesce(c.member_name, p.name) is not null
group by c.member_id, 2 order by commitments desc, minister
