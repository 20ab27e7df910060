package cn.anju.ledger;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 凭证字号：每月收、付、转三种字各自从 1 起，连续无缺。
 *
 * <p>Numbers are given when somebody looks, and before a month is closed, not when an entry is posted: a counter kept in
 * the posting transaction would make all counters of a community wait for each other.
 */
@Service
public class VoucherNumbers {

    private final JdbcClient jdbc;
    private final Clock clock;

    VoucherNumbers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** 给还没有号的凭证编号，日期在前的号小。 */
    @Transactional
    public void giveMissing(long community) {
        if (!isMissing(community)) return;
        jdbc.sql("""
                insert into ledger.voucher_numbering as n (community_id, numbered_at) values (:community, :at)
                    on conflict (community_id) do update set numbered_at = excluded.numbered_at
                """).param("community", community).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("""
                with waiting as (
                    select e.id, e.month, e.entry_on, ledger.voucher_word(e.community_id, e.id) word
                      from ledger.period p
                      join ledger.journal_entry e on e.community_id = p.community_id and e.month = p.month
                     where p.community_id = :community and not p.is_closed
                       and e.entry_on >= p.month and e.entry_on < p.month + interval '1 month'
                       and not exists (select from ledger.voucher_number n where n.community_id = e.community_id and n.entry_id = e.id))
                insert into ledger.voucher_number (community_id, entry_id, month, word, number)
                select :community, w.id, w.month, w.word,
                       coalesce((select max(n.number) from ledger.voucher_number n
                                  where n.community_id = :community and n.month = w.month and n.word = w.word), 0)
                       + row_number() over (partition by w.month, w.word order by w.entry_on, w.id)
                  from waiting w
                """).param("community", community).update();
    }

    private boolean isMissing(long community) {
        return jdbc.sql("""
                select exists (
                    select from ledger.period p
                      join ledger.journal_entry e on e.community_id = p.community_id and e.month = p.month
                     where p.community_id = :community and not p.is_closed
                       and e.entry_on >= p.month and e.entry_on < p.month + interval '1 month'
                       and not exists (select from ledger.voucher_number n where n.community_id = e.community_id and n.entry_id = e.id))
                """).param("community", community).query(Boolean.class).single();
    }
}
