-- 熟悉度抽查：系统从片区里出题，答了多少，对了几道。
create table resident.spot_check (
    community_id bigint not null references estate.community,
    id           bigint generated always as identity,
    area_id      bigint not null,
    area         text not null,
    steward_id   bigint references access.staff,
    steward      text,
    asked_on     date not null,
    asked_by     bigint not null references access.staff,
    asked_name   text not null,
    questions    int not null check (questions > 0),
    correct      int check (correct between 0 and questions),
    target       int not null,
    finished_at  timestamptz,
    primary key (community_id, id),
    check ((correct is null) = (finished_at is null))
);

create table resident.spot_question (
    community_id bigint not null,
    id           bigint generated always as identity,
    check_id     bigint not null,
    place        int not null,
    room_id      bigint not null,
    prompt       text not null,
    expected     text not null,
    answer       text,
    is_right     boolean,
    primary key (community_id, id),
    unique (community_id, check_id, place),
    foreign key (community_id, check_id) references resident.spot_check,
    foreign key (community_id, room_id) references estate.room
);

call root.frozen_table('resident', 'spot_check', array['correct', 'finished_at']);
call root.frozen_table('resident', 'spot_question', array['answer', 'is_right']);
