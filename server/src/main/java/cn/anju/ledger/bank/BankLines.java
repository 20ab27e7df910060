package cn.anju.ledger.bank;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 对账单流水清单。 */
@Component
class BankLines {

    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean isMatched, @Nullable String q) {}

    /** 一笔流水和它勾对的凭证。 */
    record Row(long id, LocalDate on, Money amount, @Nullable Money balance, @Nullable String counterparty, @Nullable String remark, @Nullable String serial,
               @Nullable Long entryId, @Nullable Integer confidence, @Nullable Boolean isAutomatic) {}

    private static final Map<String, String> SORTABLE = Map.of("on", "l.happened_on", "amount", "l.amount");
    private static final String MATCHES = """
          from ledger.bank_line l
          left join ledger.bank_match m on m.community_id = l.community_id and m.line_id = l.id
         where l.community_id = :community and l.book_id = :book
           and (cast(:from as date) is null or l.happened_on >= :from)
           and (cast(:to as date) is null or l.happened_on <= :to)
           and (cast(:matched as boolean) is null or (m.line_id is not null) = :matched)
           and (cast(:q as text) is null or strpos(concat_ws(' ', l.counterparty, l.remark, l.serial, l.amount::text), :q) > 0)
        """;

    private final JdbcClient jdbc;

    BankLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, long book, Filter filter, Paging paging) {
        var rows = asked("select l.*, m.entry_id, m.confidence, m.is_automatic " + MATCHES + paging.orderBy(SORTABLE, "l.happened_on desc, l.id desc")
                + " limit :limit offset :offset", community, book, filter)
            .param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> new Row(row.getLong("id"), row.getObject("happened_on", LocalDate.class), new Money(row.getBigDecimal("amount")),
                row.getBigDecimal("balance") == null ? null : new Money(row.getBigDecimal("balance")), row.getString("counterparty"), row.getString("remark"),
                row.getString("serial"), row.getObject("entry_id", Long.class), row.getObject("confidence", Integer.class),
                row.getObject("is_automatic", Boolean.class))).list();
        return new Page<>(rows, asked("select count(*) " + MATCHES, community, book, filter).query(Long.class).single());
    }

    private JdbcClient.StatementSpec asked(String sql, long community, long book, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("book", book).param("from", filter.from()).param("to", filter.to())
            .param("matched", filter.isMatched()).param("q", filter.q());
    }
}
