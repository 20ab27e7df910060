package cn.anju.ledger.expense;

import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 报销单清单。 */
@Component
class ExpenseList {

    record Filter(@Nullable String state, @Nullable String q) {}

    /** 一张报销单。 */
    record Row(long id, String title, LocalDate spentOn, Money amount, String account, String accountName, String payee, String reason, String state,
               String stateLabel, @Nullable String refusal, @Nullable Long approvalId, String madeBy, Instant madeAt, @Nullable String funds,
               @Nullable String paidBy, @Nullable Long entryId) {}

    static final Map<String, String> STATES = Map.of("DRAFT", "草稿", "SUBMITTED", "待审批", "APPROVED", "待付款", "REJECTED", "未通过", "PAID", "已付款", "WITHDRAWN", "已撤回");
    private static final Map<String, String> SORTABLE = Map.of("id", "c.id", "spentOn", "c.spent_on", "amount", "c.amount", "state", "c.state");
    private static final String MATCHES = """
          from ledger.expense_claim c join ledger.account a on a.entity_id = c.entity_id and a.code = c.account_code
         where c.community_id = :community and (cast(:state as text) is null or c.state = :state)
           and (cast(:q as text) is null or strpos(concat_ws(' ', c.title, c.payee, c.made_name), :q) > 0)
        """;

    private final JdbcClient jdbc;

    ExpenseList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = asked("select c.*, a.name account_name " + MATCHES + paging.orderBy(SORTABLE, "c.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(ExpenseList::row).list();
        return new Page<>(rows, asked("select count(*) " + MATCHES, community, filter).query(Long.class).single());
    }

    @Transactional(readOnly = true)
    Row get(long community, long id) {
        return asked("select c.*, a.name account_name " + MATCHES + " and c.id = :id", community, new Filter(null, null)).param("id", id)
            .query(ExpenseList::row).optional().orElseThrow(() -> Problem.notFound("expense-unknown", "没有这张报销单"));
    }

    private JdbcClient.StatementSpec asked(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("state", filter.state()).param("q", filter.q());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(row.getLong("id"), row.getString("title"), row.getObject("spent_on", LocalDate.class), new Money(row.getBigDecimal("amount")),
            row.getString("account_code"), row.getString("account_name"), row.getString("payee"), row.getString("reason"), row.getString("state"),
            STATES.get(row.getString("state")), row.getString("refusal"), row.getObject("approval_id", Long.class), row.getString("made_name"),
            row.getTimestamp("made_at").toInstant(), row.getString("funds"), row.getString("paid_name"), row.getObject("entry_id", Long.class));
    }
}
