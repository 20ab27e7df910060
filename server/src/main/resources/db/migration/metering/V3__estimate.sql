-- 估抄：按前几月平均估一个数，照常出账；下次实抄多退少补。
-- ahead: how far (on the dial) was charged beyond what the dial shows, because an estimate was too high; the following
-- months use that up before anything is charged again. ahead_before: the same of the reading before, which this one counts from.
alter table metering.reading drop constraint reading_source_check;
alter table metering.reading
    add constraint reading_source_check check (source in ('IMPORT', 'ENTRY', 'PASTE', 'REMOVAL', 'ESTIMATE')),
    add column ahead_before numeric not null default 0 check (ahead_before >= 0),
    add column ahead        numeric not null default 0 check (ahead >= 0 and (ahead = 0 or usage = 0));
grant update (ahead_before, ahead) on metering.reading to ${appRole};

-- 用量升降的缘由：一月一种表一栋楼（空着是全小区），后写的为准，先写的留着。
create table metering.usage_explanation (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    month        date not null check (extract(day from month) = 1),
    kind         text not null check (kind <> ''),
    building_id  bigint,
    explanation  text not null check (explanation <> ''),
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, building_id) references estate.building
);
create index usage_explanation_by_month on metering.usage_explanation (community_id, month, kind);
call root.append_only('metering', 'usage_explanation');
