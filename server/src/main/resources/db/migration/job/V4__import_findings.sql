-- What an import found, a row for each finding, in the order of the sheet: a page of a list is a slice of the key.
create table job.import_finding (
    community_id bigint not null,
    import_id    bigint not null,
    list         text collate "C" not null check (list in ('rejects', 'warnings', 'changes')),
    place        int not null,
    row_number   int not null,
    code         text collate "C",
    column_name  text collate "C",
    message      text,
    subject      text collate "C",
    before       text,
    after        text,
    to_confirm   boolean not null default false,
    primary key (community_id, import_id, list, place),
    foreign key (community_id, import_id) references job.import
);
call root.community_table('job', 'import_finding');

insert into job.import_finding (community_id, import_id, list, place, row_number, code, column_name, message, subject, before, after, to_confirm)
select i.community_id, i.id, found.list, each.place, (each.finding ->> 'row')::int, each.finding ->> 'code', each.finding ->> 'column',
       each.finding ->> 'message', each.finding ->> 'subject', each.finding ->> 'before', each.finding ->> 'after',
       coalesce((each.finding ->> 'toConfirm')::boolean, false)
  from job.import i
 cross join lateral (values ('rejects', i.rejects), ('warnings', i.warnings), ('changes', i.changes)) as found (list, findings)
 cross join lateral jsonb_array_elements(found.findings) with ordinality as each (finding, place);

alter table job.import drop column rejects, drop column warnings, drop column changes, drop column changes_total;
