-- What kind of fault it is may be put right by hand; the ticket's own story says who did and what it was before.
alter table servicedesk.fault add corrected_at timestamptz, add corrected_name text,
    add constraint fault_corrected check (num_nonnulls(corrected_at, corrected_name) in (0, 2));
drop trigger no_change on servicedesk.fault;
create trigger no_change before delete or update of community_id, ticket_id, place_key, happened_at on servicedesk.fault
    for each row execute function root.refuse_change();
grant update (fault, corrected_at, corrected_name) on servicedesk.fault to ${appRole};

-- A task that was opened upon a fault of the wrong kind: it roots out nothing, and those after it are counted as if it had not been.
alter table servicedesk.root_cause_task add is_withdrawn boolean not null default false, add check (not is_withdrawn or ended_at is not null);
grant update (is_withdrawn) on servicedesk.root_cause_task to ${appRole};
