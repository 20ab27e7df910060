-- 日读数：采集系统每天送来的，或手工补的；每只表每天一个，月抄表照旧另记，可以从它来。
create table metering.daily_reading (
    community_id bigint not null,
    id           bigint generated always as identity,
    meter_id     bigint not null,
    read_on      date not null,
    value        numeric not null check (value >= 0 and value < 1000000000000 and scale(value) <= 4),
    is_rollover  boolean not null,
    old_stop     numeric check (old_stop >= 0 and old_stop < 1000000000000 and scale(old_stop) <= 4),
    new_start    numeric check (new_start >= 0 and new_start < 1000000000000 and scale(new_start) <= 4),
    source       text collate "C" not null check (source in ('IMPORT', 'ENTRY')),
    read_by      text not null,
    note         text,
    written_at   timestamptz not null,
    version      int not null default 1,
    primary key (community_id, id),
    unique (community_id, meter_id, read_on),
    check ((old_stop is null) = (new_start is null)),
    foreign key (community_id, meter_id) references metering.meter
);
call root.frozen_table('metering', 'daily_reading', array['value', 'is_rollover', 'old_stop', 'new_start', 'source', 'read_by', 'note',
    'written_at', 'version']);
grant delete on metering.daily_reading to ${appRole};

alter table metering.reading drop constraint reading_source_check;
alter table metering.reading
    add constraint reading_source_check check (source in ('IMPORT', 'ENTRY', 'PASTE', 'REMOVAL', 'ESTIMATE', 'DAILY'));
