-- 梯子也照答应住户的上门时间：到时没有人在路上，也要告诉该知道的人。
alter table servicedesk.ladder_step drop constraint ladder_step_basis_check, add constraint ladder_step_basis_check check (basis in ('ACCEPT', 'FINISH', 'ARRIVE'));
