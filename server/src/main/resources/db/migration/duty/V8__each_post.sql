-- 各级各办各的：一条职责每个岗位一份。
alter table duty.amendment drop constraint amendment_per_check, add constraint amendment_per_check check (per in ('PERSON', 'POST', 'POSTS', 'AREA', 'COMMUNITY'));
