-- 事件与工单互相指着，备份就分不出先后。主工单写下就不改，工单从不删除，写的那一刻看住就够。
alter table servicedesk.incident drop constraint incident_community_id_main_ticket_id_fkey;

create function servicedesk.require_main_ticket() returns trigger language plpgsql as $$
begin
    if not exists (select from servicedesk.ticket t where t.community_id = new.community_id and t.id = new.main_ticket_id) then
        raise exception 'incident % has no main ticket %', new.number, new.main_ticket_id using errcode = 'foreign_key_violation';
    end if;
    return new;
end $$;
create trigger main_ticket after insert on servicedesk.incident for each row execute function servicedesk.require_main_ticket();
