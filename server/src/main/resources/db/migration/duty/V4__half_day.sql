-- 半天的不在岗：第一天从下午起，最后一天到中午。
alter table duty.absence
    add from_noon boolean not null default false,
    add to_noon   boolean not null default false,
    add check (from_on < to_on or not (from_noon and to_noon));
