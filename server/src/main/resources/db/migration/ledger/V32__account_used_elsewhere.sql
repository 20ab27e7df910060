-- The chart of accounts is the entity's, its figures are the communities', and a community's transaction sees only its
-- own; this function, run as the owner, answers for all of the entity's communities with yes or no and no figure.
create function ledger.account_has_balance(in_entity bigint, in_code text) returns boolean
    language sql stable security definer set search_path = pg_catalog
    as $$ select exists (select from estate.community c
                          cross join lateral (select sum(p.debit - p.credit) balance from ledger.posting p
                                               where p.community_id = c.id and p.account_code = in_code and p.entity_id = in_entity) held
                          where held.balance <> 0) $$;
revoke all on function ledger.account_has_balance(bigint, text) from public;
grant execute on function ledger.account_has_balance(bigint, text) to ${appRole};
