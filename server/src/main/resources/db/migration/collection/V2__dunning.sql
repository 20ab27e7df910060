-- 催缴方案、步骤、已走的步、函件。

-- A plan for the overdue of one building or of the whole community; approved before it runs, never changed afterwards.
create table collection.dunning_plan (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    name         text not null check (name <> ''),
    building_id  bigint,
    state        text collate "C" not null default 'DRAFT' check (state in ('DRAFT', 'WAITING', 'ACTIVE', 'REJECTED', 'ENDED')),
    note         text,
    made_by      bigint not null,
    made_name    text not null,
    made_at      timestamptz not null,
    decided_at   timestamptz,
    primary key (community_id, id),
    foreign key (community_id, building_id) references estate.building
);
create unique index one_active_plan on collection.dunning_plan (community_id, building_id) nulls not distinct where state = 'ACTIVE';

-- The kinds are all there are: nothing that cuts supply or access can be stored (民法典 944).
create table collection.dunning_step (
    community_id bigint not null,
    plan_id      bigint not null,
    step         int not null check (step > 0),
    kind         text collate "C" not null check (kind in ('MESSAGE', 'CALL', 'VISIT', 'LETTER', 'LAWYER_LETTER')),
    days_overdue int not null check (days_overdue > 0),
    least_amount numeric(14,2) not null check (least_amount >= 0),
    title        text not null check (title <> ''),
    body         text not null,
    primary key (community_id, plan_id, step),
    foreign key (community_id, plan_id) references collection.dunning_plan on delete cascade
);

-- One step taken for one household, once per time that it fell behind (since: its oldest due day then).
create table collection.dunning_act (
    community_id bigint not null,
    id           bigint generated always as identity,
    plan_id      bigint not null,
    step         int not null,
    kind         text collate "C" not null,
    room_id      bigint not null,
    since        date not null,
    overdue      numeric(14,2) not null,
    made_on      date not null,
    made_at      timestamptz not null,
    failure      text,
    primary key (community_id, id),
    unique (community_id, plan_id, step, room_id, since),
    foreign key (community_id, plan_id, step) references collection.dunning_step,
    foreign key (community_id, room_id) references estate.room
);
create index dunning_act_by_room on collection.dunning_act (community_id, room_id);

create table collection.letter_counter (
    community_id bigint not null references estate.community,
    year         int not null,
    last         int not null,
    primary key (community_id, year)
);

-- A letter as it was written; its lines are those that were overdue on that day. Proof of delivery: attachments of 'letter:<id>'.
create table collection.letter (
    community_id bigint not null,
    id           bigint generated always as identity,
    number       text collate "C" not null,
    act_id       bigint,
    kind         text collate "C" not null check (kind in ('LETTER', 'LAWYER_LETTER')),
    room_id      bigint not null,
    addressee    text not null,
    title        text not null,
    body         text not null,
    overdue      numeric(14,2) not null check (overdue > 0),
    lines        jsonb not null,
    made_on      date not null,
    made_name    text not null,
    state        text collate "C" not null default 'MADE' check (state in ('MADE', 'PRINTED', 'DELIVERED', 'CANCELLED')),
    batch        bigint,
    cause        text,
    delivered_on date,
    delivery_way text collate "C" check (delivery_way in ('HAND', 'POST', 'DOOR')),
    receiver     text,
    delivered_by text,
    primary key (community_id, id),
    unique (community_id, number),
    foreign key (community_id, room_id) references estate.room,
    foreign key (community_id, act_id) references collection.dunning_act,
    check ((state = 'DELIVERED') = (delivered_on is not null)),
    check (state <> 'PRINTED' or batch is not null)
);
create index letter_by_room on collection.letter (community_id, room_id);
create index letter_open on collection.letter (community_id, state) where state in ('MADE', 'PRINTED');

alter table collection.task add column act_id bigint, add foreign key (community_id, act_id) references collection.dunning_act;
alter table collection.task add column letter_id bigint, add foreign key (community_id, letter_id) references collection.letter;

call root.frozen_table('collection', 'dunning_plan', array['name', 'building_id', 'state', 'note', 'decided_at']);
call root.community_table('collection', 'dunning_step');
call root.frozen_table('collection', 'dunning_act', array['failure']);
call root.community_table('collection', 'letter_counter');
call root.frozen_table('collection', 'letter', array['state', 'batch', 'cause', 'delivered_on', 'delivery_way', 'receiver', 'delivered_by']);

-- Steps can be written only while their plan is a draft or was sent back.
create function collection.refuse_unless_draft() returns trigger language plpgsql as $$
begin
    if not exists (select from collection.dunning_plan p
                    where p.community_id = coalesce(new.community_id, old.community_id) and p.id = coalesce(new.plan_id, old.plan_id)
                      and p.state in ('DRAFT', 'REJECTED')) then
        raise exception 'the steps of a plan that was handed in never change' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger draft_only after insert or update or delete on collection.dunning_step
    for each row execute function collection.refuse_unless_draft();
