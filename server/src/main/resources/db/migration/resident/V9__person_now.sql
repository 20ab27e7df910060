-- Who a recorded person is today: whoever he was merged into, through any number of merges; taking a merge back needs no more than that.
create function resident.person_now(in_community bigint, in_person bigint) returns bigint language plpgsql stable parallel safe as $$
declare
    this_id bigint := in_person;
    next_id bigint;
begin
    loop
        select merged_into into next_id from resident.person where community_id = in_community and id = this_id;
        if next_id is null then
            return this_id;
        end if;
        this_id := next_id;
    end loop;
end $$;
