package cn.anju.cashier.incident;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 收费登记表：逐笔列出当天的收款，由收款人以外的人复核。 */
@Service
class Rechecks {

    /** 按什么找；空的不限。 */
    record Filter(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Boolean rechecked) {}

    /** 登记表的一行。 @param isOwn taken by the person who looks; somebody else rechecks it */
    record Row(long id, String receiptNo, Instant paidAt, String roomCode, @Nullable String payerName, String items, Money kept, String cashierName,
               boolean isVoided, boolean isOwn, @Nullable String recheckedName, @Nullable Instant recheckedAt) {}

    private static final Map<String, String> SORTABLE = Map.of("paidAt", "p.paid_at", "receiptNo", "t.number", "roomCode", "r.code");
    private static final String FROM = """
          from cashier.payment p
          join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
          join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
          join estate.room r on r.community_id = p.community_id and r.id = p.room_id
          left join cashier.payment_recheck c on c.community_id = p.community_id and c.payment_id = p.id
         where p.community_id = :community
           and (cast(:from as date) is null or p.paid_on >= :from)
           and (cast(:to as date) is null or p.paid_on <= :to)
           and (cast(:rechecked as boolean) is null or (c.payment_id is not null) = :rechecked)
        """;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Rechecks(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + FROM, community, filter).query(Long.class).single();
        return new Page<>(matching("""
                select p.id, t.receipt_no, p.paid_at, r.code room_code, p.payer_name, p.tendered - p.change kept, s.cashier_name,
                       coalesce((select string_agg(distinct l.item_name, '、') from cashier.payment_line l
                                  where l.community_id = p.community_id and l.payment_id = p.id), '预存') items,
                       exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id) is_voided,
                       s.cashier_id = :me is_own, c.rechecked_name, c.rechecked_at
                """ + FROM + paging.orderBy(SORTABLE, "t.number") + " limit :limit offset :offset", community, filter)
            .param("me", CurrentUser.get().id()).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> {
                var at = row.getTimestamp("rechecked_at");
                return new Row(row.getLong("id"), row.getString("receipt_no"), row.getTimestamp("paid_at").toInstant(), row.getString("room_code"),
                    row.getString("payer_name"), row.getString("items"), new Money(row.getBigDecimal("kept")), row.getString("cashier_name"),
                    row.getBoolean("is_voided"), row.getBoolean("is_own"), row.getString("rechecked_name"), at == null ? null : at.toInstant());
            }).list(), total);
    }

    /** 复核这些收款；有一笔是自己收的就都不成。 */
    @Transactional
    void recheck(long community, List<Long> payments) {
        var user = CurrentUser.get();
        user.require(community, "cashier.recheck");
        record Taken(long id, long cashierId) {}
        var wanted = new HashSet<>(payments);
        var taken = jdbc.sql("""
                select p.id, s.cashier_id
                  from cashier.payment p join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
                 where p.community_id = :community and p.id = any (:ids)
                """).param("community", community).param("ids", wanted.toArray(Long[]::new)).query(Taken.class).list();
        if (taken.size() != wanted.size()) throw Problem.notFound("payment-not-found", "没有这笔收款");
        if (taken.stream().anyMatch(each -> each.cashierId() == user.id()))
            throw Problem.conflict("second-person-needed", "自己收的款要由别人复核");
        jdbc.sql("""
                insert into cashier.payment_recheck (community_id, payment_id, taken_by, rechecked_by, rechecked_name, rechecked_at)
                select p.community_id, p.id, s.cashier_id, :user, :name, :at
                  from cashier.payment p join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id
                 where p.community_id = :community and p.id = any (:ids) order by p.id
                    on conflict do nothing
                """).param("user", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("community", community).param("ids", wanted.toArray(Long[]::new)).update();
        audit.note("收费登记表复核", null, wanted);
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("from", filter.from()).param("to", filter.to())
            .param("rechecked", filter.rechecked());
    }
}
