-- 各人存下的列表视图：哪一页、什么条件。人在 access 里，不归某个小区；同一个人到哪个小区都用得上。
create table setting.saved_view (
    id       bigint generated always as identity primary key,
    staff_id bigint not null,
    page     text not null collate "C" check (page <> ''),
    name     text not null check (name <> ''),
    query    text not null,
    saved_at timestamptz not null,
    unique (staff_id, page, name)
);

call root.reference_table('setting', 'saved_view');
