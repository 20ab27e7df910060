-- Which key seals the personal data and signs the seals: a proof of it, never the key itself. The newest row counts;
-- a second one is written only where the key was lost, and says since when the new one is in use.

create table access.data_key (
    id    bigint generated always as identity primary key,
    proof bytea not null check (octet_length(proof) = 32),
    since timestamptz
);
grant select, insert on access.data_key to ${appRole};
