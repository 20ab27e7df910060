-- 票据本：购入、按号段领用、依次使用、交回、核销；作废和遗失的号逐张登记。
create table cashier.book (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    kind         text collate "C" not null check (kind in ('RECEIPT', 'INVOICE')),
    series       text collate "C" not null check (series ~ '^[A-Z0-9-]{1,20}$'),
    first_number bigint not null check (first_number > 0),
    last_number  bigint not null,
    next_number  bigint not null,
    bought_on    date not null,
    state        text collate "C" not null default 'STOCK' check (state in ('STOCK', 'ISSUED', 'WRITTEN_OFF')),
    holder_id    bigint,
    holder_name  text,
    primary key (community_id, id),
    exclude using gist (community_id with =, kind with =, series with =, int8range(first_number, last_number, '[]') with &&),
    check (last_number between first_number and first_number + 9999),
    check (next_number between first_number and last_number + 1),
    check ((state = 'ISSUED') = (holder_id is not null and holder_name is not null))
);
create index book_by_holder on cashier.book (community_id, holder_id) where holder_id is not null;

create table cashier.book_mark (
    community_id bigint not null,
    book_id      bigint not null,
    number       bigint not null,
    kind         text collate "C" not null check (kind in ('SPOILED', 'LOST')),
    reason       text not null check (reason <> ''),
    marked_by    bigint not null,
    marked_name  text not null,
    marked_at    timestamptz not null,
    primary key (community_id, book_id, number),
    foreign key (community_id, book_id) references cashier.book
);

create table cashier.book_move (
    community_id bigint not null,
    id           bigint generated always as identity,
    book_id      bigint not null,
    move         text collate "C" not null check (move in ('BUY', 'ISSUE', 'USE', 'GIVE_BACK', 'WRITE_OFF')),
    holder_name  text,
    next_number  bigint not null,
    note         text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    primary key (community_id, id),
    foreign key (community_id, book_id) references cashier.book
);
create index book_move_by_book on cashier.book_move (community_id, book_id, id);

call root.frozen_table('cashier', 'book', array['next_number', 'state', 'holder_id', 'holder_name']);
call root.append_only('cashier', 'book_mark');
call root.append_only('cashier', 'book_move');

create function cashier.refuse_book_change() returns trigger language plpgsql as $$
begin
    raise exception 'book % of community % is written off or runs backwards', old.id, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger runs_forward before update on cashier.book for each row
    when (old.state = 'WRITTEN_OFF' or new.next_number < old.next_number) execute function cashier.refuse_book_change();
