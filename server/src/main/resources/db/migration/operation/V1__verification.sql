create schema operation;

-- 每日核对：每次一行，每条不变量一行；留最近四百次
create table operation.verification (
    id          bigint generated always as identity primary key,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    differences bigint not null check (differences >= 0)
);
create table operation.verification_result (
    verification_id bigint not null references operation.verification on delete cascade,
    place           int not null,
    name            text not null,
    differences     bigint not null check (differences >= 0),
    examples        text[] not null,
    primary key (verification_id, place)
);

call root.reference_table('operation', 'verification');
call root.reference_table('operation', 'verification_result');
