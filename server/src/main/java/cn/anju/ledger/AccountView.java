package cn.anju.ledger;

import cn.anju.kernel.Money;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 明细账：一个科目逐笔的发生额和余额。 */
@Component
class AccountView {

    /** 期间和收费项目；空的不限。 */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String chargeItem) {}

    /**
     * 一个科目的明细账。
     *
     * @param opening balance before the first day, debit minus credit
     * @param balance balance at the end of the last day
     */
    record Sheet(String code, String name, Money opening, Money debit, Money credit, Money balance,
                 List<Row> items, long total) {}

    /** 一笔；余额为借方减贷方。 */
    record Row(long entryId, LocalDate date, EntryKind kind, String summary, Money debit, Money credit, Money balance,
               String sourceType, long sourceId, @Nullable String chargeItem, @Nullable String memo) {}

    private record Totals(Money opening, Money debit, Money credit, long rows) {}

    private final JdbcClient jdbc;
    private final LegalEntities entities;

    AccountView(JdbcClient jdbc, LegalEntities entities) {
        this.jdbc = jdbc;
        this.entities = entities;
    }

    @Transactional(readOnly = true)
    Sheet of(long community, String code, Filter filter, Paging paging) {
        var name = jdbc.sql("select name from ledger.account where entity_id = :entity and code = :code")
            .param("entity", entities.idOf(community)).param("code", code).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("account-unknown", "科目表里没有 %s", code));
        var totals = asked("""
                select sum(p.debit - p.credit) filter (where e.entry_on < :from) opening,
                       sum(p.debit) filter (where e.entry_on >= :from) debit,
                       sum(p.credit) filter (where e.entry_on >= :from) credit,
                       count(*) filter (where e.entry_on >= :from) rows
                  from ledger.posting p
                  join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
                 where p.community_id = :community and p.account_code = :code and e.entry_on <= :to
                   and (cast(:chargeItem as text) is null or p.charge_item = :chargeItem)
                """, community, code, filter)
            .query((row, i) -> new Totals(Amounts.of(row, "opening"), Amounts.of(row, "debit"), Amounts.of(row, "credit"),
                row.getLong("rows"))).single();
        var rows = asked("""
                select * from (
                    select e.id, e.entry_on, e.kind, e.summary, p.line, p.debit, p.credit, p.charge_item, p.memo,
                           e.source_type, e.source_id,
                           sum(p.debit - p.credit) over (order by e.entry_on, e.id, p.line) balance
                      from ledger.posting p
                      join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
                     where p.community_id = :community and p.account_code = :code and e.entry_on <= :to
                       and (cast(:chargeItem as text) is null or p.charge_item = :chargeItem)) l
                 where entry_on >= :from
                 order by entry_on, id, line
                 limit :limit offset :offset
                """, community, code, filter)
            .param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> new Row(row.getLong("id"), row.getObject("entry_on", LocalDate.class),
                EntryKind.valueOf(row.getString("kind")), row.getString("summary"), Amounts.of(row, "debit"),
                Amounts.of(row, "credit"), Amounts.of(row, "balance"), row.getString("source_type"),
                row.getLong("source_id"), row.getString("charge_item"), row.getString("memo")))
            .list();
        return new Sheet(code, name, totals.opening(), totals.debit(), totals.credit(),
            totals.opening().plus(totals.debit()).minus(totals.credit()), rows, totals.rows());
    }

    private JdbcClient.StatementSpec asked(String sql, long community, String code, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("code", code).param("chargeItem", filter.chargeItem())
            .param("from", filter.from() == null ? LocalDate.of(1900, 1, 1) : filter.from())
            .param("to", filter.to() == null ? LocalDate.of(9999, 12, 31) : filter.to());
    }
}
