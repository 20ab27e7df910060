-- 公文与体系文件：来文、发文、体系文件、制度流程、岗位文件、法规；编制、审核、批准三步，现行版本一份，送谁阅、谁签了，归在哪个档，谁借了。
create table planning.document (
    community_id   bigint not null references estate.community,
    id             bigint generated always as identity,
    -- the same for every version of one document
    number         text collate "C" not null,
    version        int not null default 1 check (version > 0),
    previous_id    bigint,
    request_key    text collate "C" not null check (length(request_key) between 16 and 64),
    kind           text collate "C" not null check (kind in ('RECEIVED', 'SENT', 'SYSTEM', 'PROCEDURE', 'POST', 'REGULATION')),
    category       text collate "C" not null check (category in ('OFFICE', 'STAFF', 'FINANCE', 'SERVICE', 'ENGINEERING', 'SECURITY', 'ENVIRONMENT', 'QUALITY')),
    title          text not null check (title <> ''),
    -- the number on the paper itself
    paper_number   text check (paper_number <> ''),
    -- who sent it, whom it goes to, who issued the rule
    party          text check (party <> ''),
    scope          text check (scope <> ''),
    content        text not null check (content <> ''),
    change_note    text check (change_note <> ''),
    dated_on       date not null,
    -- a letter is answered by then, a standing document looked through again by then
    due_on         date,
    handler_id     bigint references access.staff,
    handler_name   text,
    state          text collate "C" not null check (state in ('DRAFT', 'CHECKING', 'CURRENT', 'DONE', 'SUPERSEDED', 'WITHDRAWN')),
    answer         text,
    made_at        timestamptz not null,
    made_by        bigint not null references access.staff,
    made_name      text not null,
    submitted_at   timestamptz,
    reviewed_at    timestamptz,
    reviewed_name  text,
    approved_at    timestamptz,
    approved_name  text,
    result         text check (result <> ''),
    done_at        timestamptz,
    done_by        bigint references access.staff,
    done_name      text,
    withdrawn_at   timestamptz,
    withdrawn_name text,
    withdrawn_why  text check (withdrawn_why <> ''),
    class_number   text check (class_number <> ''),
    place          text check (place <> ''),
    retention      text collate "C" check (retention in ('FOREVER', 'THIRTY', 'TEN')),
    filed_at       timestamptz,
    filed_name     text,
    primary key (community_id, id),
    unique (community_id, number, version),
    unique (community_id, request_key),
    foreign key (community_id, previous_id) references planning.document,
    check ((version > 1) = (previous_id is not null)),
    check (version = 1 or change_note is not null),
    check (kind not in ('RECEIVED', 'SENT') or version = 1),
    check (num_nonnulls(handler_id, handler_name) in (0, 2)),
    check (state in ('DRAFT', 'WITHDRAWN') or kind in ('RECEIVED', 'REGULATION') or submitted_at is not null),
    check (state <> 'CURRENT' or kind in ('RECEIVED', 'REGULATION') or approved_at is not null),
    check (num_nonnulls(reviewed_at, reviewed_name) in (0, 2) and num_nonnulls(approved_at, approved_name) in (0, 2)),
    check ((state = 'DONE') = (done_at is not null) and num_nonnulls(result, done_at, done_by, done_name) in (0, 4)),
    check ((state = 'WITHDRAWN') = (withdrawn_at is not null) and num_nonnulls(withdrawn_at, withdrawn_name, withdrawn_why) in (0, 3)),
    check (num_nonnulls(class_number, place, retention, filed_at, filed_name) in (0, 5))
);
-- One version is in force, one at most is being written.
create unique index document_one_current on planning.document (community_id, number) where state = 'CURRENT';
create unique index document_one_draft on planning.document (community_id, number) where state in ('DRAFT', 'CHECKING');
create index document_by_made on planning.document (community_id, made_at desc);

-- Whom it was sent to, and when he had read it.
create table planning.document_reader (
    community_id bigint not null,
    document_id  bigint not null,
    staff_id     bigint not null references access.staff,
    staff_name   text not null,
    sent_at      timestamptz not null,
    sent_name    text not null,
    read_at      timestamptz,
    remark       text check (remark <> ''),
    primary key (community_id, document_id, staff_id),
    foreign key (community_id, document_id) references planning.document
);
create index document_reader_waiting on planning.document_reader (community_id, staff_id) where read_at is null;

-- Who has it out of the archive.
create table planning.document_loan (
    community_id  bigint not null,
    id            bigint generated always as identity,
    document_id   bigint not null,
    staff_id      bigint not null references access.staff,
    staff_name    text not null,
    purpose       text not null check (purpose <> ''),
    lent_at       timestamptz not null,
    lent_name     text not null,
    due_on        date not null,
    returned_at   timestamptz check (returned_at >= lent_at),
    returned_name text,
    primary key (community_id, id),
    foreign key (community_id, document_id) references planning.document,
    check (num_nonnulls(returned_at, returned_name) in (0, 2))
);
create unique index document_lent_once on planning.document_loan (community_id, document_id) where returned_at is null;

call root.frozen_table('planning', 'document', array['category', 'title', 'paper_number', 'party', 'scope', 'content', 'change_note', 'dated_on', 'due_on', 'handler_id', 'handler_name', 'state', 'answer',
    'submitted_at', 'reviewed_at', 'reviewed_name', 'approved_at', 'approved_name', 'result', 'done_at', 'done_by', 'done_name', 'withdrawn_at', 'withdrawn_name', 'withdrawn_why',
    'class_number', 'place', 'retention', 'filed_at', 'filed_name']);
call root.frozen_table('planning', 'document_reader', array['read_at', 'remark']);
call root.frozen_table('planning', 'document_loan', array['returned_at', 'returned_name']);

-- What others decide on or go by is not rewritten: a change is another version.
create function planning.refuse_rewritten_document() returns trigger language plpgsql as $$
begin
    raise exception 'planning.document: the text stands once it is out of draft';
end $$;
create trigger no_rewriting before update on planning.document for each row
    when (old.state <> 'DRAFT' and (old.title, old.content, old.category, old.scope, old.party, old.paper_number, old.change_note, old.dated_on)
        is distinct from (new.title, new.content, new.category, new.scope, new.party, new.paper_number, new.change_note, new.dated_on))
    execute function planning.refuse_rewritten_document();
