-- 长活与导入。
create schema job;

create table job.job (
    community_id bigint not null,
    id           bigint generated always as identity,
    kind         text not null,
    label        text not null,
    payload      jsonb not null,
    state        text not null default 'WAITING' check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    tries        int not null default 0,
    done         bigint not null default 0,
    total        bigint not null default 0,
    message      text,
    result       jsonb,
    code         text,
    started_by   bigint,
    created_at   timestamptz not null,
    started_at   timestamptz,
    finished_at  timestamptz,
    primary key (community_id, id)
);
create index job_latest on job.job (community_id, created_at desc);

create table job.import (
    community_id    bigint not null,
    id              bigint generated always as identity,
    kind            text not null,
    filename        text not null,
    file_id         bigint not null,
    state           text not null default 'running' check (state in ('running', 'preview', 'done', 'failed')),
    job_id          bigint,
    decisions       jsonb not null default '{}',
    created         int,
    changed         int,
    unchanged       int,
    rejected        int,
    warned          int,
    rejects         jsonb not null default '[]',
    warnings        jsonb not null default '[]',
    changes         jsonb not null default '[]',
    changes_total   int,
    code            text,
    message         text,
    started_by      bigint,
    started_by_name text,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    primary key (community_id, id),
    foreign key (community_id, file_id) references attachment.file,
    foreign key (community_id, job_id) references job.job
);
create unique index import_running on job.import (community_id) where state = 'running';
create index import_latest on job.import (community_id, created_at desc);

-- db-scheduler's own table, version 16: which job is due, and who holds it. No business data, hence no community.
create table job.scheduled_task (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_task_due on job.scheduled_task (execution_time);
create index scheduled_task_heartbeat on job.scheduled_task (last_heartbeat);

call root.community_table('job', 'job');
call root.community_table('job', 'import');
call root.reference_table('job', 'scheduled_task');
