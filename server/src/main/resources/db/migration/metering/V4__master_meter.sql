-- 总表：一栋楼、一个单元或全区的进线总表，只用来与分表核对，不进公摊。
alter table metering.meter add column is_master boolean not null default false check (not is_master or share_group_id is not null);

-- 节能措施：做了什么、预期怎样、哪天起；效果由前后三个月的用量说。
create table metering.saving_measure (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    kind           text not null check (kind <> ''),
    share_group_id bigint,
    is_public_only boolean not null,
    taken_on       date not null,
    what           text not null check (what <> ''),
    expected       text not null check (expected <> ''),
    result         text check (result <> ''),
    result_name    text,
    made_by        bigint not null,
    made_name      text not null,
    made_at        timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, share_group_id) references metering.share_group,
    check ((result is null) = (result_name is null))
);
call root.frozen_table('metering', 'saving_measure', array['result', 'result_name']);
