-- 存疑：用量过大、忽然为零、读数变小的，收下而不出账，由另一个人放行或更正。
alter table metering.reading
    add column entered_by     bigint,
    add column hold           text collate "C" check (hold in ('HIGH', 'ZERO', 'NEGATIVE')),
    add column released_by    bigint,
    add column released_name  text,
    add column released_at    timestamptz,
    add column release_reason text check (release_reason <> ''),
    add check (hold is null or entered_by is not null),
    add check (num_nonnulls(released_by, released_name, released_at, release_reason) in (0, 4)),
    add check (released_by is null or hold in ('HIGH', 'ZERO') and released_by <> entered_by);
alter table metering.reading drop constraint reading_usage_check;
alter table metering.reading add constraint reading_usage_check check (usage >= 0 or hold = 'NEGATIVE' and billed_run_id is null);
grant update (entered_by, hold, released_by, released_name, released_at, release_reason) on metering.reading to ${appRole};
create index reading_held on metering.reading (community_id, month) include (meter_id) where hold is not null and released_at is null;
