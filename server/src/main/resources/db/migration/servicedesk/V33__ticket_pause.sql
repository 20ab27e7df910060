-- Why the desk itself has stopped the clock of a ticket that nobody has been sent for; an order's own pause is the order's.
alter table servicedesk.ticket add pause_reason text collate "C" check (pause_reason in ('OWNER', 'PART', 'WEATHER', 'OTHER')),
    add check (pause_reason is null or state = 'PAUSED');
grant update (pause_reason) on servicedesk.ticket to ${appRole};
