-- What the accepted lines of an import come to, shown before anything is written.
alter table job.import add column totals jsonb not null default '[]';
