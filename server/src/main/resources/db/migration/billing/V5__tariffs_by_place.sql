-- 同一编码的几个版本可以同时有效，只要它们限定的楼栋、房屋不相交：一间房一个编码一天只有一个版本。
alter table billing.tariff drop constraint tariff_overlap;

-- Whether two versions of the code are in force for the same room on the same day. A version without any assignment holds
-- for all rooms of its kinds, so it meets every other one.
create function billing.tariff_overlap(in_community bigint, in_code text) returns boolean language sql stable as $$
    select exists (
        select from billing.tariff a
          join billing.tariff b on b.community_id = a.community_id and b.code = a.code and b.id > a.id and b.rule <> 'ONE_OFF'
           and b.room_kinds && a.room_kinds
           and daterange(b.from_on, b.to_on, '[]') && daterange(a.from_on, a.to_on, '[]')
         where a.community_id = in_community and a.code = in_code and a.rule <> 'ONE_OFF'
           and (not exists (select from billing.tariff_assignment x where x.community_id = a.community_id and x.tariff_id = a.id)
                or not exists (select from billing.tariff_assignment y where y.community_id = b.community_id and y.tariff_id = b.id)
                or exists (select from billing.tariff_assignment x
                             join billing.tariff_assignment y on y.community_id = x.community_id and y.tariff_id = b.id
                             left join estate.room u on u.community_id = x.community_id and u.id = x.room_id
                             left join estate.room v on v.community_id = y.community_id and v.id = y.room_id
                            where x.community_id = a.community_id and x.tariff_id = a.id
                              and (x.room_id = y.room_id or coalesce(x.building_id, u.building_id) = coalesce(y.building_id, v.building_id)
                                                            and (x.room_id is null or y.room_id is null)))))
$$;

-- The programme asks before it commits; this stands behind it.
create function billing.refuse_tariff_overlap() returns trigger language plpgsql as $$
declare
    changed_code text;
begin
    if tg_table_name = 'tariff' then
        changed_code := new.code;
    else
        select t.code into changed_code from billing.tariff t
         where t.community_id = coalesce(new.community_id, old.community_id) and t.id = coalesce(new.tariff_id, old.tariff_id);
    end if;
    if billing.tariff_overlap(coalesce(new.community_id, old.community_id), changed_code) then
        raise exception 'tariff %: two versions for the same room on the same day', changed_code
            using errcode = 'exclusion_violation', constraint = 'tariff_overlap';
    end if;
    return null;
end $$;

create constraint trigger tariff_overlap after insert or update on billing.tariff
    deferrable initially deferred for each row execute function billing.refuse_tariff_overlap();
create constraint trigger tariff_overlap after insert or update or delete on billing.tariff_assignment
    deferrable initially deferred for each row execute function billing.refuse_tariff_overlap();
