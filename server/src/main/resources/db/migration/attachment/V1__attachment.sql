-- 附件：文件本身也在库里，一份快照就是全部。
create schema attachment;

create table attachment.file (
    community_id bigint not null,
    id           bigint generated always as identity,
    subject      text collate "C" check (subject ~ '^[a-z-]+:[0-9]+$'),
    filename     text not null check (filename <> ''),
    content_type text not null,
    size         int not null check (size >= 0),
    sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    content      bytea not null,
    stored_by    bigint,
    stored_at    timestamptz not null,
    primary key (community_id, id)
);
-- Photographs and workbooks are compressed already.
alter table attachment.file alter column content set storage external;
create index file_subject on attachment.file (community_id, subject) where subject is not null;

call root.append_only('attachment', 'file');
