package cn.anju.cashier.prepaid;

import cn.anju.cashier.prepaid.Falls.Way;
import cn.anju.kernel.CellText;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 低余额与通知记录：哪次不足、告诉了谁、什么时候、怎样告诉的。 */
@Component
@Transactional(readOnly = true)
class FallList {

    /** @param open only those not made good; {@code told} whether anybody was told */
    record Filter(@Nullable Long supply, @Nullable Boolean open, @Nullable Boolean told, @Nullable String text) {}

    /** 一次告知。 @param state of a text message: PENDING, SENDING, SENT, FAILED, SUPPRESSED */
    record NoticeRow(long id, Way way, String told, Instant madeAt, @Nullable String madeName, @Nullable String note, @Nullable String state,
                     @Nullable String cause) {

        String spoken() {
            return way.label + " " + told + (state == null ? "" : switch (state) {
                case "SENT" -> "（已发送）";
                case "FAILED" -> "（没发成）";
                case "SUPPRESSED" -> "（未发）";
                default -> "（待发）";
            });
        }
    }

    /** @param isTold somebody was told: what failed or was not sent counts not */
    record Row(long id, long supplyId, String roomCode, String meterKind, String numbers, Money balance, Money threshold, @Nullable LocalDate readOn,
               Instant fallenAt, LocalDate fallenOn, @Nullable LocalDate recoveredOn, @Nullable Money recoveredBalance, boolean isTold, List<NoticeRow> notices) {}

    private static final Map<String, String> SORTABLE = Map.of("fallenAt", "f.fallen_at", "roomCode", "r.code", "balance", "f.balance", "recoveredOn", "f.recovered_on");
    /** Of fall f; a text message on its way counts, one that failed or was held back does not. */
    static final String TOLD = """
        exists (select from cashier.prepaid_notice n
                  left join notification.message m on m.community_id = n.community_id and m.id = n.message_id
                 where n.community_id = f.community_id and n.fall_id = f.id and (n.message_id is null or m.state not in ('FAILED', 'SUPPRESSED')))
        """;
    private static final String FROM = """
          from cashier.prepaid_fall f
          join cashier.prepaid_supply s on s.community_id = f.community_id and s.id = f.supply_id
          join estate.room r on r.community_id = s.community_id and r.id = s.room_id
         where f.community_id = :community and (cast(:supply as bigint) is null or s.id = :supply)
           and (cast(:open as boolean) is null or (f.recovered_on is null) = :open)
           and (cast(:text as text) is null or starts_with(r.code, :text))
           and (cast(:told as boolean) is null or cast(:told as boolean) = """ + TOLD + ")";

    private final JdbcClient jdbc;

    FallList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var total = matching("select count(*) " + FROM, community, filter).query(Long.class).single();
        var rows = matching("""
                select f.id, s.id supply_id, r.code room_code, s.meter_kind, f.balance, f.threshold, f.read_on, f.fallen_at, f.fallen_on, f.recovered_on,
                       f.recovered_balance,
                """ + TOLD + """
                       is_told, coalesce((select string_agg(m.number, '、' order by m.number) from metering.meter m where m.community_id = :community
                                    and m.room_id = s.room_id and m.kind = s.meter_kind and (m.removed_on is null or m.removed_on >= f.fallen_on)), '') numbers
                """ + FROM + paging.orderBy(SORTABLE, "f.fallen_at desc, f.id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> new Row(row.getLong("id"), row.getLong("supply_id"), row.getString("room_code"), row.getString("meter_kind"), row.getString("numbers"),
                new Money(row.getBigDecimal("balance")), new Money(row.getBigDecimal("threshold")), row.getObject("read_on", LocalDate.class),
                row.getTimestamp("fallen_at").toInstant(), row.getObject("fallen_on", LocalDate.class), row.getObject("recovered_on", LocalDate.class),
                row.getBigDecimal("recovered_balance") == null ? null : new Money(row.getBigDecimal("recovered_balance")), row.getBoolean("is_told"), new ArrayList<>())).list();
        addNotices(community, rows);
        return new Page<>(rows, total);
    }

    private void addNotices(long community, List<Row> rows) {
        var byId = new HashMap<Long, Row>();
        rows.forEach(row -> byId.put(row.id(), row));
        jdbc.sql("""
                select n.id, n.fall_id, n.way, n.told, n.made_at, n.made_name, n.note, m.state, m.cause
                  from cashier.prepaid_notice n
                  left join notification.message m on m.community_id = n.community_id and m.id = n.message_id
                 where n.community_id = :community and n.fall_id = any (:falls) order by n.id
                """).param("community", community).param("falls", byId.keySet().toArray(Long[]::new))
            .query(row -> { byId.get(row.getLong("fall_id")).notices().add(new NoticeRow(row.getLong("id"), Way.valueOf(row.getString("way")), row.getString("told"),
                row.getTimestamp("made_at").toInstant(), row.getString("made_name"), row.getString("note"), row.getString("state"), row.getString("cause"))); });
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("supply", filter.supply()).param("open", filter.open()).param("told", filter.told())
            .param("text", filter.text() == null || filter.text().isBlank() ? null : CellText.tidy(filter.text()));
    }
}
