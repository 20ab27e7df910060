-- Which colleague reports what staff saw on a round or brought along from a visit; so far it was who signed in.
alter table servicedesk.ticket add reported_by bigint references access.staff, add reported_name text,
    add check (num_nonnulls(reported_by, reported_name) in (0, 2));
