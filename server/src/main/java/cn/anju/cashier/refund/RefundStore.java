package cn.anju.cashier.refund;

import cn.anju.cashier.refund.RefundSource.Refundable;
import cn.anju.cashier.refund.RefundState.Move;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 退款申请的存取。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RefundStore {

    /** 一份申请里办理要用的。 */
    record Refund(long id, RefundKind kind, long sourceId, String sourceTitle, Money amount, @Nullable List<Long> bills, RefundState state) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    RefundStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws Problem 409 {@code refund-under-way} */
    long add(long community, RequestRefund command, Refundable source, Money amount) {
        var user = CurrentUser.get();
        return jdbc.sql("""
                insert into cashier.refund (community_id, kind, source_id, room_id, source_title, amount, bills, payee, payee_bank, reason, state,
                                            made_by, made_name, made_at)
                values (:community, :kind, :source, :room, :title, :amount, :bills, :payee, :payeeBank, :reason, 'WAITING', :by, :name, :at)
                    on conflict (community_id, kind, source_id) where state in ('WAITING', 'APPROVED') do nothing returning id
                """)
            .param("community", community).param("kind", command.kind().name()).param("source", command.sourceId())
            .param("room", source.roomId()).param("title", source.title()).param("amount", amount.yuan())
            .param("bills", command.billIds() == null ? null : command.billIds().stream().distinct().toArray(Long[]::new))
            .param("payee", command.payee().strip()).param("payeeBank", command.payeeBank()).param("reason", command.reason().strip())
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("refund-under-way", "%s已有一份退款申请没有办完，请先办完或取消", source.title()));
    }

    Refund get(long community, long id) {
        return jdbc.sql(SELECT).param("community", community).param("id", id).query(RefundStore::refund).optional().orElseThrow(RefundStore::unknown);
    }

    /** Holds the request until the transaction ends. @throws Problem 404 {@code refund-not-found} */
    Refund lock(long community, long id) {
        return jdbc.sql(SELECT + " for no key update").param("community", community).param("id", id).query(RefundStore::refund).optional()
            .orElseThrow(RefundStore::unknown);
    }

    void move(long community, Refund refund, Move move, @Nullable String note) {
        jdbc.sql("update cashier.refund set state = :state, ended_note = :note where community_id = :community and id = :id")
            .param("state", refund.state().after(move).name()).param("note", note).param("community", community).param("id", refund.id()).update();
    }

    void pay(long community, Refund refund) {
        var user = CurrentUser.get();
        jdbc.sql("""
                update cashier.refund set state = :state, paid_on = :on, paid_by = :by, paid_name = :name, paid_at = :at
                 where community_id = :community and id = :id
                """)
            .param("state", refund.state().after(Move.PAY).name()).param("on", LocalDate.now(clock)).param("by", user.id())
            .param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community)
            .param("id", refund.id()).update();
    }

    private static Refund refund(ResultSet row, int i) throws SQLException {
        var bills = row.getArray("bills");
        return new Refund(row.getLong("id"), RefundKind.valueOf(row.getString("kind")), row.getLong("source_id"), row.getString("source_title"),
            new Money(row.getBigDecimal("amount")), bills == null ? null : List.of((Long[]) bills.getArray()),
            RefundState.valueOf(row.getString("state")));
    }

    private static Problem unknown() {
        return Problem.notFound("refund-not-found", "没有这份退款申请");
    }

    private static final String SELECT = """
        select id, kind, source_id, source_title, amount, bills, state from cashier.refund where community_id = :community and id = :id
        """;
}
