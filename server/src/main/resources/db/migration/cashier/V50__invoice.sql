-- 发票：收费项目的税收分类编码和税率、申请、开具、红冲；一笔收款开出的不超过实收减退款。
create table cashier.tax_item (
    community_id   bigint not null,
    charge_item_id bigint not null,
    tax_code       text collate "C" not null check (tax_code ~ '^[0-9]{19}$'),
    rate           numeric(5,4) not null check (rate between 0 and 0.2),
    primary key (community_id, charge_item_id),
    foreign key (community_id, charge_item_id) references billing.charge_item
);

create table cashier.invoice (
    community_id    bigint not null,
    id              bigint generated always as identity,
    idempotency_key text collate "C" not null,
    payment_id      bigint not null,
    kind            text collate "C" not null check (kind in ('NORMAL', 'SPECIAL')),
    title           text not null check (title <> ''),
    tax_number      text collate "C" check (tax_number ~ '^[0-9A-Z]{15,20}$'),
    email           text,
    remark          text,
    amount          numeric(14,2) not null check (amount > 0),
    state           text collate "C" not null default 'REQUESTED' check (state in ('REQUESTED', 'ISSUED', 'CANCELLED', 'RED')),
    made_by         bigint not null,
    made_name       text not null,
    made_at         timestamptz not null,
    invoice_no      text collate "C",
    issued_by       bigint,
    issued_name     text,
    issued_at       timestamptz,
    red_no          text collate "C",
    ended_note      text,
    ended_by        bigint,
    ended_name      text,
    ended_at        timestamptz,
    primary key (community_id, id),
    unique (community_id, idempotency_key),
    foreign key (community_id, idempotency_key) references cashier.payment_request,
    foreign key (community_id, payment_id) references cashier.payment,
    check (kind <> 'SPECIAL' or tax_number is not null),
    check ((state in ('ISSUED', 'RED')) = (invoice_no is not null and issued_at is not null)),
    check ((state = 'RED') = (red_no is not null)),
    check ((state in ('CANCELLED', 'RED')) = (ended_at is not null and ended_note <> ''))
);
create index invoice_by_payment on cashier.invoice (community_id, payment_id);
create index invoice_by_state on cashier.invoice (community_id, state, id);

-- What the tax office wants to know of each line: net is the amount without the tax that is in it.
create table cashier.invoice_line (
    community_id   bigint not null,
    invoice_id     bigint not null,
    line           int not null,
    charge_item_id bigint not null,
    item_name      text not null,
    tax_code       text collate "C" not null check (tax_code ~ '^[0-9]{19}$'),
    rate           numeric(5,4) not null,
    amount         numeric(14,2) not null check (amount > 0),
    net            numeric(14,2) not null,
    tax            numeric(14,2) not null,
    primary key (community_id, invoice_id, line),
    foreign key (community_id, invoice_id) references cashier.invoice,
    foreign key (community_id, charge_item_id) references billing.charge_item,
    check (net + tax = amount and net = round(amount / (1 + rate), 2))
);

-- Each number of a book of invoices is used once, for an invoice or for the red one that takes it back.
create table cashier.invoice_number (
    community_id bigint not null,
    book_id      bigint not null,
    number       bigint not null,
    invoice_id   bigint not null,
    is_red       boolean not null,
    primary key (community_id, book_id, number),
    unique (community_id, invoice_id, is_red),
    foreign key (community_id, book_id) references cashier.book,
    foreign key (community_id, invoice_id) references cashier.invoice
);

call root.community_table('cashier', 'tax_item');
call root.frozen_table('cashier', 'invoice', array['state', 'invoice_no', 'issued_by', 'issued_name', 'issued_at', 'red_no', 'ended_note', 'ended_by', 'ended_name', 'ended_at']);
call root.append_only('cashier', 'invoice_line');
call root.append_only('cashier', 'invoice_number');

-- Whoever asks for an invoice, pays back or voids takes turns on the payment (the lock of refunds) and is measured here.
create procedure cashier.check_invoiced(in_community bigint, in_payment bigint) language plpgsql as $$
declare
    kept     numeric;
    invoiced numeric;
begin
    perform pg_advisory_xact_lock(hashtextextended('payment ' || in_community || ' ' || in_payment, 0));
    select p.tendered - p.change - coalesce((select sum(f.amount) from cashier.refund f where f.community_id = p.community_id
               and f.kind = 'PAYMENT' and f.source_id = p.id and f.state = 'PAID'), 0)
      into kept from cashier.payment p
     where p.community_id = in_community and p.id = in_payment
       and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id);
    select sum(amount) into invoiced from cashier.invoice
     where community_id = in_community and payment_id = in_payment and state in ('REQUESTED', 'ISSUED');
    if invoiced > coalesce(kept, 0) then
        raise exception 'invoices of payment % of community % come to %, kept was %', in_payment, in_community, invoiced, coalesce(kept, 0)
            using errcode = 'check_violation';
    end if;
end $$;

create function cashier.guard_invoice() returns trigger language plpgsql as $$
begin
    call cashier.check_invoiced(new.community_id, new.payment_id);
    return null;
end $$;
create trigger within_payment after insert on cashier.invoice for each row execute function cashier.guard_invoice();
create trigger within_payment after insert on cashier.payment_void for each row execute function cashier.guard_invoice();

create function cashier.guard_invoice_refund() returns trigger language plpgsql as $$
begin
    call cashier.check_invoiced(new.community_id, new.source_id);
    return null;
end $$;
create trigger within_payment after update of state on cashier.refund for each row
    when (new.kind = 'PAYMENT' and new.state = 'PAID') execute function cashier.guard_invoice_refund();

create function cashier.refuse_ended_invoice() returns trigger language plpgsql as $$
begin
    raise exception 'invoice % of community % is ended or loses its number', old.id, old.community_id using errcode = 'restrict_violation';
end $$;
create trigger runs_forward before update on cashier.invoice for each row
    when (old.state in ('CANCELLED', 'RED') or old.invoice_no is not null and new.invoice_no is distinct from old.invoice_no)
    execute function cashier.refuse_ended_invoice();
