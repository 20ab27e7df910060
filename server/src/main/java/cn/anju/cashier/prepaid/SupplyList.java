package cn.anju.cashier.prepaid;

import cn.anju.kernel.CellText;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 预付费表清单：余额、日均、还够几天、最后读数、状态。 */
@Component
@Transactional(readOnly = true)
class SupplyList {

    /** 怎样了；清单里默认不列停了的。 */
    enum State {
        NORMAL("正常"), LOW("低余额"), SILENT("无读数"), ENDED("已停");

        final String label;

        State(String label) {
            this.label = label;
        }
    }

    /** @param text the beginning of a room code or of a meter number */
    record Filter(@Nullable State state, @Nullable Long building, @Nullable Long room, @Nullable String text) {}

    /**
     * 一户。
     *
     * @param balance of now: {@code funds} less {@code openBills} less {@code unbilled}
     * @param threshold of its own; {@code limit} the one that counts
     * @param averageUse a day over the last thirty; none before two readings
     * @param daysLeft at that rate
     * @param silentDays since the last reading; none without any
     * @param openFall the low balance that is not made good yet
     */
    record Row(long id, long roomId, String roomCode, String meterKind, String numbers, String chargeItem, String itemName, @Nullable String owner,
               LocalDate fromOn, @Nullable LocalDate endedOn, Money balance, Money funds, Money openBills, Money unbilled,
               @Nullable Money threshold, Money limit, @Nullable BigDecimal averageUse, @Nullable Money averageCost, @Nullable Long daysLeft,
               @Nullable LocalDate lastReadOn, @Nullable Long silentDays, State state, @Nullable Long openFall, int version) {}

    private static final Map<String, String> SORTABLE = Map.of("roomCode", "r.code", "balance", "x.balance", "averageUse", "average_use",
        "daysLeft", "days_left", "lastReadOn", "x.last_read_on");
    private static final String STATE = """
        case when x.ended_on is not null then 'ENDED' when x.last_read_on is not null and x.balance < coalesce(x.threshold, :limit) then 'LOW'
             when x.last_read_on is null or x.last_read_on < cast(:today as date) - cast(:silent as int) then 'SILENT' else 'NORMAL' end
        """;
    private static final String COLUMNS = """
        select x.id, x.room_id, r.code room_code, x.meter_kind, n.numbers, x.charge_item, i.name item_name, w.owner, x.from_on, x.ended_on, x.balance,
               x.funds, x.open_bills, x.unbilled, x.threshold, coalesce(x.threshold, :limit) as limited, u.average_use, u.average_cost,
               case when x.balance <= 0 then 0 when u.average_cost > 0 then least(floor(x.balance / u.average_cost), 9999)::bigint end days_left,
               x.last_read_on, cast(:today as date) - x.last_read_on silent_days,
        """ + STATE + """
               state, f.id open_fall, x.version
        """;
    /** The last thirty days that were read, the gap before the first of them left out. */
    private static final String FROM = """
          from standing x
          join estate.room r on r.community_id = :community and r.id = x.room_id
          join billing.charge_item i on i.community_id = :community and i.code = x.charge_item
          left join cashier.prepaid_fall f on f.community_id = :community and f.supply_id = x.id and f.recovered_on is null
        """;
    private static final String MORE = """
          left join lateral (select string_agg(m.number, '、' order by m.number) numbers from metering.meter m
                              where m.community_id = :community and m.room_id = x.room_id and m.kind = x.meter_kind and m.removed_on is null) n on true
          left join lateral (select string_agg(p.name, '、' order by h.id) as owner from resident.holding h
                              join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                             where h.community_id = :community and h.room_id = x.room_id and h.role = 'OWNER'
                               and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)) w on true
          left join lateral (select round(sum(d.usage) filter (where d.read_on > b.start_on) / (x.last_read_on - b.start_on), 2) average_use,
                                    round(sum(d.cost) filter (where d.read_on > b.start_on) / (x.last_read_on - b.start_on), 2) average_cost
                               from (select greatest(x.last_read_on - 30, (select min(e.read_on) from cashier.prepaid_day e
                                                                            where e.community_id = :community and e.supply_id = x.id
                                                                              and e.month >= date_trunc('month', x.last_read_on - 62))) start_on) b
                               join cashier.prepaid_day d on d.community_id = :community and d.supply_id = x.id
                                                         and d.month >= date_trunc('month', x.last_read_on - 62)
                              where b.start_on < x.last_read_on group by b.start_on) u on true
        """;
    private static final String WHERE = " where (case when cast(:state as text) is null then x.ended_on is null else (" + STATE + ") = :state end)" + """
           and (cast(:building as bigint) is null or r.building_id = :building)
           and (cast(:room as bigint) is null or x.room_id = :room)
           and (cast(:text as text) is null or starts_with(r.code, :text) or exists (select from metering.meter m
                 where m.community_id = :community and m.room_id = x.room_id and m.kind = x.meter_kind and starts_with(m.number, :text)))
        """;

    private final JdbcClient jdbc;
    private final PrepaidSettings settings;
    private final Clock clock;

    SupplyList(JdbcClient jdbc, PrepaidSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var total = new long[1];
        var rows = matching(Balances.WITH + COLUMNS + ", count(*) over () total" + FROM + MORE + WHERE + paging.orderBy(SORTABLE, "r.code, x.meter_kind, x.id") + " limit :size offset :offset",
            community, filter).param("size", paging.limit()).param("offset", paging.offset()).query((row, i) -> {
                total[0] = row.getLong("total");
                return row(row, i);
            }).list();
        if (rows.isEmpty() && paging.offset() > 0)
            total[0] = matching(Balances.WITH + "select count(*) " + FROM + WHERE, community, filter).query(Long.class).single();
        return new Page<>(rows, total[0]);
    }

    /** @throws Problem 404 {@code prepaid-not-found} */
    Row get(long community, long id) {
        return jdbc.sql(Balances.WITH + COLUMNS + FROM + MORE).param("community", community).param("ids", new Long[] {id})
            .param("today", LocalDate.now(clock)).param("limit", settings.threshold(community).yuan()).param("silent", settings.silentDays(community))
            .query(SupplyList::row).optional().orElseThrow(() -> Problem.notFound("prepaid-not-found", "没有这个预付费户"));
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("ids", null).param("today", LocalDate.now(clock))
            .param("limit", settings.threshold(community).yuan()).param("silent", settings.silentDays(community))
            .param("state", filter.state() == null ? null : filter.state().name()).param("building", filter.building()).param("room", filter.room())
            .param("text", filter.text() == null || filter.text().isBlank() ? null : CellText.tidy(filter.text()));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getLong("id"), row.getLong("room_id"), row.getString("room_code"), row.getString("meter_kind"),
            row.getString("numbers") == null ? "" : row.getString("numbers"), row.getString("charge_item"), row.getString("item_name"), row.getString("owner"),
            row.getObject("from_on", LocalDate.class), row.getObject("ended_on", LocalDate.class), money(row, "balance"), money(row, "funds"),
            money(row, "open_bills"), money(row, "unbilled"), row.getBigDecimal("threshold") == null ? null : money(row, "threshold"), money(row, "limited"),
            row.getBigDecimal("average_use"), row.getBigDecimal("average_cost") == null ? null : money(row, "average_cost"),
            row.getObject("days_left", Long.class), row.getObject("last_read_on", LocalDate.class),
            row.getObject("silent_days") == null ? null : row.getLong("silent_days"), State.valueOf(row.getString("state")),
            row.getObject("open_fall", Long.class), row.getInt("version"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column));
    }
}
