-- 停止任务、撤销导入。
alter table job.job drop constraint job_state_check;
alter table job.job add constraint job_state_check check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'));
alter table job.job add column stop_by text;
create index job_finished on job.job (community_id, finished_at);

alter table job.import drop constraint import_state_check;
alter table job.import add constraint import_state_check check (state in ('running', 'preview', 'done', 'failed', 'undone'));
alter table job.import add column undone_by text;
alter table job.import add column undone_at timestamptz;

-- What an import wrote: no image before, it made the row; no hash, it removed it. The hash tells whether the row is still as
-- the import left it.
create table job.import_row (
    community_id bigint not null,
    import_id    bigint not null,
    table_name   text collate "C" not null,
    row_id       bigint not null,
    before       jsonb,
    hash         bigint,
    primary key (community_id, import_id, table_name, row_id),
    foreign key (community_id, import_id) references job.import,
    check (before is not null or hash is not null)
);
call root.community_table('job', 'import_row');
