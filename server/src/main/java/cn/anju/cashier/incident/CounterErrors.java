package cn.anju.cashier.incident;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收费差错：原因、处理，报主管，主管看过签意见。 */
@Service
class CounterErrors {

    /** 差在哪里。 */
    enum Kind {
        AMOUNT("金额收错"), ROOM("房号收错"), METHOD("付款方式记错"), RECEIPT("票据开错"), CASH("长短款"), SYSTEM("系统或设备"), OTHER("其他");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** 报一件差错。 @param receiptNo of the payment it is about */
    record Report(@NotNull Kind kind, @NotNull LocalDate happenedOn, @Nullable @Size(max = 20) String receiptNo, @Nullable Money amount,
                  @NotBlank @Size(max = 300) String cause, @NotBlank @Size(max = 300) String remedy) {}

    /** 按什么找；空的不限。 */
    record Filter(@Nullable Kind kind, @Nullable Boolean seen, @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** 登记的一行。 */
    record Row(long id, Kind kind, String kindLabel, LocalDate happenedOn, @Nullable Long paymentId, @Nullable String receiptNo, @Nullable Money amount,
               String cause, String remedy, long madeBy, String madeName, Instant madeAt, @Nullable String seenName, @Nullable Instant seenAt,
               @Nullable String opinion) {}

    private static final Map<String, String> SORTABLE = Map.of("happenedOn", "e.happened_on", "madeAt", "e.made_at", "kind", "e.kind");
    private static final String MATCHES = """
          from cashier.counter_error e
          left join cashier.receipt t on t.community_id = e.community_id and t.payment_id = e.payment_id
         where e.community_id = :community
           and (cast(:kind as text) is null or e.kind = :kind)
           and (cast(:seen as boolean) is null or (e.seen_at is not null) = :seen)
           and (cast(:from as date) is null or e.happened_on >= :from)
           and (cast(:to as date) is null or e.happened_on <= :to)
        """;

    private final JdbcClient jdbc;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    CounterErrors(JdbcClient jdbc, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    long report(long community, Report report) {
        var user = CurrentUser.get();
        user.require(community, "cashier.receive");
        if (report.happenedOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("date-in-future", "发生日期不能晚于今天");
        var payment = report.receiptNo() == null || report.receiptNo().isBlank() ? null : payment(community, report.receiptNo().strip());
        var id = jdbc.sql("""
                insert into cashier.counter_error (community_id, kind, happened_on, payment_id, amount, cause, remedy, made_by, made_name, made_at)
                values (:community, :kind, :on, :payment, :amount, :cause, :remedy, :user, :name, :at) returning id
                """)
            .param("community", community).param("kind", report.kind().name()).param("on", report.happenedOn()).param("payment", payment)
            .param("amount", report.amount() == null ? null : report.amount().yuan()).param("cause", report.cause().strip())
            .param("remedy", report.remedy().strip()).param("user", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        notices.tellRole(community, "cs_supervisor", new Notice("收费差错", user.name() + "：" + report.kind().label(), report.cause(),
            "counter-incidents", "counter-error-" + id));
        audit.note("收费差错 " + id, null, report);
        return id;
    }

    /** 主管看过，签意见；报的人自己不能签。 */
    @Transactional
    void see(long community, long id, String opinion) {
        var user = CurrentUser.get();
        user.require(community, "cashier.recheck");
        var madeBy = jdbc.sql("select made_by from cashier.counter_error where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("counter-error-not-found", "没有这件差错"));
        if (madeBy == user.id()) throw Problem.conflict("second-person-needed", "自己报的差错要由别人签意见");
        var seen = jdbc.sql("""
                update cashier.counter_error set seen_by = :user, seen_name = :name, seen_at = :at, opinion = :opinion
                 where community_id = :community and id = :id and seen_at is null
                """).param("user", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("opinion", opinion).param("community", community).param("id", id).update();
        if (seen == 0) throw Problem.conflict("counter-error-seen", "这件差错已经签过意见");
        audit.note("收费差错 " + id, null, opinion);
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + MATCHES, community, filter).query(Long.class).single();
        return new Page<>(matching("select e.*, t.receipt_no " + MATCHES + paging.orderBy(SORTABLE, "e.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(CounterErrors::row).list(), total);
    }

    private long payment(long community, String receiptNo) {
        return jdbc.sql("select payment_id from cashier.receipt where community_id = :community and receipt_no = :no")
            .param("community", community).param("no", receiptNo).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("receipt-not-found", "没有收据 %s，请核对", receiptNo));
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("kind", filter.kind() == null ? null : filter.kind().name())
            .param("seen", filter.seen()).param("from", filter.from()).param("to", filter.to());
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        var kind = Kind.valueOf(row.getString("kind"));
        var amount = row.getBigDecimal("amount");
        var seenAt = row.getTimestamp("seen_at");
        return new Row(row.getLong("id"), kind, kind.label(), row.getObject("happened_on", LocalDate.class), row.getObject("payment_id", Long.class),
            row.getString("receipt_no"), amount == null ? null : new Money(amount), row.getString("cause"), row.getString("remedy"),
            row.getLong("made_by"), row.getString("made_name"), row.getTimestamp("made_at").toInstant(), row.getString("seen_name"),
            seenAt == null ? null : seenAt.toInstant(), row.getString("opinion"));
    }
}
