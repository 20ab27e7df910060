-- 公司自己的改动：这条职责由谁、多久、几点、凭什么，或不再派；全公司一份，随程序来的目录不动。
create table duty.amendment (
    duty_id   text collate "C" primary key check (duty_id ~ '^[a-z]+\.[a-z0-9-]+$'),
    is_off    boolean not null,
    roles     text[] not null check (cardinality(roles) between 1 and 20),
    cadence   text collate "C" not null
        check (cadence in ('EVENT', 'SHIFT', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'ANNUAL', 'CONTINUOUS')),
    per       text collate "C" not null check (per in ('PERSON', 'POST', 'AREA', 'COMMUNITY')),
    clock     time,
    day       int check (day between -180 and 360 and day <> 0),
    evidence  text collate "C" not null check (evidence in ('SHIPPED', 'REGISTER', 'MANUAL')),
    reason    text not null check (reason <> ''),
    version   int not null check (version > 0),
    made_by   bigint not null references access.staff,
    made_name text not null,
    made_at   timestamptz not null
);
call root.reference_table('duty', 'amendment');

-- An amended duty is handed out anew when the rounds of its former shape are over.
create index task_of_duty on duty.task (community_id, duty_id, round_to);
