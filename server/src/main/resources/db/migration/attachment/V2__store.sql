-- 文件可以放在库外（盘上或对象存储），库里记着放在哪、摘要是什么；照片多一张小图。
alter table attachment.file alter column content drop not null;
alter table attachment.file add column place text collate "C" check (place ~ '^[0-9a-z/-]+$');
alter table attachment.file add column thumbnail bytea;
alter table attachment.file add constraint file_somewhere check ((content is null) = (place is not null));
alter table attachment.file alter column thumbnail set storage external;
