-- 公司改一条职责时，可以另选凭据（一种记录、一个数字、一本台账），也可以改它的限度。
alter table duty.amendment
    drop constraint amendment_evidence_check,
    add check (evidence in ('SHIPPED', 'EVENT', 'METRIC', 'REGISTER', 'MANUAL')),
    add evidence_key text collate "C" check (evidence_key <> ''),
    add limits text[] check (cardinality(limits) <= 10),   -- null: as shipped
    add check (evidence in ('EVENT', 'METRIC') and evidence_key is not null or evidence = 'REGISTER' or evidence_key is null);
