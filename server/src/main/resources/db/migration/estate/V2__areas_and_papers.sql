-- 片区也能按楼层段或单间分；小区资料是带附件的表。

do $$ begin
    execute (select format('alter table estate.steward_area_part drop constraint %I', conname)
               from pg_constraint where conrelid = 'estate.steward_area_part'::regclass and contype = 'x');
end $$;

alter table estate.steward_area_part
    add column floor_from int,
    add column floor_to   int,
    add column room_id    bigint,
    add check (floor_to >= floor_from),
    add check ((floor_from is null) = (floor_to is null)),
    add check (room_id is null or (entrance_id is null and floor_from is null)),
    add foreign key (community_id, room_id) references estate.room,
    -- Parts of the same make must not meet; a closer one (room, floors, entrance, building) goes before a wider one.
    add constraint steward_area_part_overlap exclude using gist (
        community_id with =, building_id with =, (coalesce(entrance_id, 0)) with =, (coalesce(room_id, 0)) with =,
        (case when floor_from is null then 0 else 1 end) with =, int4range(floor_from, floor_to, '[]') with &&,
        daterange(from_on, to_on, '[]') with &&);

-- Which area each room belongs to on a day: the closest part counts.
create function estate.steward_area_rooms(in_community bigint, in_day date) returns table (room_id bigint, area_id bigint)
    language sql stable as $$
    select distinct on (r.id) r.id, p.area_id
      from estate.room r
      join estate.steward_area_part p on p.community_id = r.community_id and p.building_id = r.building_id
       and (p.entrance_id is null or p.entrance_id = r.entrance_id)
       and (p.floor_from is null or r.floor between p.floor_from and p.floor_to)
       and (p.room_id is null or p.room_id = r.id)
       and p.from_on <= in_day and (p.to_on is null or p.to_on >= in_day)
     where r.community_id = in_community
     order by r.id, p.room_id nulls last, p.floor_from is null, p.entrance_id nulls last $$;

create table estate.community_paper (
    community_id  bigint not null references estate.community,
    id            bigint generated always as identity,
    kind          text not null check (kind <> ''),
    title         text not null check (title <> ''),
    number        text,
    issued_on     date,
    expires_on    date check (expires_on >= issued_on),
    attachment_id bigint,
    note          text,
    added_at      timestamptz not null,
    added_by      text not null,
    primary key (community_id, id),
    foreign key (community_id, attachment_id) references attachment.file
);

insert into estate.community_paper (community_id, kind, title, number, issued_on, expires_on, attachment_id, added_at, added_by)
select c.id, '其他', p.title, p.number, p."issuedOn", p."expiresOn", p."attachmentId", c.created_at, '（此前登记）'
  from estate.community c, jsonb_to_recordset(c.papers) as p (title text, number text, "issuedOn" date, "expiresOn" date, "attachmentId" bigint);
alter table estate.community drop column papers;

call root.community_table('estate', 'community_paper');
