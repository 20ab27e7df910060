package cn.anju.billing;

import cn.anju.estate.Room;
import cn.anju.estate.RoomStatus;
import cn.anju.estate.Rooms;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 收费标准的列表，以及一个标准会影响多少房屋。 */
@Component
@Transactional(readOnly = true)
class TariffList {

    /** 现在有效、还没开始、已经失效。 */
    enum State { CURRENT, FUTURE, ENDED }

    /**
     * 一个版本。
     *
     * @param isBilled whether lines were made by it: then only its last day can change
     * @param limits buildings and rooms it is limited to
     */
    record TariffRow(long id, TariffTerms terms, State state, boolean isBilled, @Nullable LocalDate billedTo, Tariffs.Limits limits,
                     String madeBy) {}

    /**
     * 会影响多少房屋。
     *
     * @param exempt rooms below the first charged floor
     * @param undelivered rooms without a handover date
     * @param monthly what a full month comes to at this price, period charges only
     */
    record Effect(int rooms, BigDecimal grossArea, int exempt, int vacant, int undelivered, @Nullable Money monthly) {}

    private static final Map<String, String> COLUMNS = Map.of("code", "t.code", "chargeItem", "i.name", "from", "t.from_on", "to", "t.to_on");

    private static final BigDecimal MOST_MONTHLY = new BigDecimal("10000000");

    private final JdbcClient jdbc;
    private final Tariffs tariffs;
    private final Rooms rooms;
    private final Clock clock;

    TariffList(JdbcClient jdbc, Tariffs tariffs, Rooms rooms, Clock clock) {
        this.jdbc = jdbc;
        this.tariffs = tariffs;
        this.rooms = rooms;
        this.clock = clock;
    }

    Page<TariffRow> page(long community, @Nullable State state, @Nullable String text, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("community", community);
        parameters.put("state", state == null ? null : state.name());
        parameters.put("text", Filters.text(text));
        parameters.put("today", LocalDate.now(clock));
        var items = jdbc.sql(Tariffs.SELECT + WHERE + paging.orderBy(COLUMNS, "t.code, t.from_on desc, t.id") + " limit :limit offset :offset")
            .params(parameters).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> row(community, Tariffs.version(row, i), row.getString("made_by"))).list();
        var total = jdbc.sql("select count(*) from (" + Tariffs.SELECT + WHERE + ") found").params(parameters).query(Long.class).single();
        return new Page<>(items, total);
    }

    TariffRow get(long community, long id) {
        var version = tariffs.get(community, id);
        var madeBy = jdbc.sql("select made_by from billing.tariff where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(String.class).single();
        return row(community, version, madeBy);
    }

    /** 一个编码的全部版本，新的在前。 */
    List<TariffRow> history(long community, long id) {
        var code = tariffs.get(community, id).terms().code();
        return jdbc.sql(Tariffs.SELECT + " and t.rule <> 'ONE_OFF' and t.code = :code order by t.from_on desc, t.id")
            .param("community", community).param("code", code)
            .query((row, i) -> row(community, Tariffs.version(row, i), row.getString("made_by"))).list();
    }

    private TariffRow row(long community, Tariffs.Version version, String madeBy) {
        var today = LocalDate.now(clock);
        var terms = version.terms();
        var state = terms.from().isAfter(today) ? State.FUTURE : terms.to() != null && terms.to().isBefore(today) ? State.ENDED : State.CURRENT;
        return new TariffRow(version.id(), terms, state, version.isBilled(), version.billedTo(),
            tariffs.assignment(community, version.id()), madeBy);
    }

    Effect effect(long community, TariffTerms terms, Tariffs.Limits limits) {
        var isEverywhere = limits.buildings().isEmpty() && limits.rooms().isEmpty();
        var charged = rooms.all(community).stream().filter(room -> terms.roomKinds().contains(room.kind()))
            .filter(room -> isEverywhere || limits.buildings().contains(room.buildingId()) || limits.rooms().contains(room.id())).toList();
        var exempt = charged.stream().filter(room -> isExempt(terms, room)).count();
        return new Effect(charged.size(), charged.stream().map(Room::grossArea).reduce(BigDecimal.ZERO, BigDecimal::add),
            (int) exempt, (int) charged.stream().filter(room -> room.status() == RoomStatus.VACANT).count(),
            (int) charged.stream().filter(room -> room.handoverOn() == null).count(), monthly(terms, charged));
    }

    private static boolean isExempt(TariffTerms terms, Room room) {
        return !terms.rule().isMetered() && terms.startFloor() != null && room.floor() != null && room.floor() < terms.startFloor();
    }

    private static @Nullable Money monthly(TariffTerms terms, List<Room> charged) {
        if (terms.rule().isMetered()) return null;
        var sum = Money.ZERO;
        for (var room : charged) {
            if (isExempt(terms, room) || room.handoverOn() == null && !terms.isDeveloperCharged()) continue;
            var price = room.status() == RoomStatus.VACANT ? terms.price().multiply(terms.vacancyFactor()) : terms.price();
            var exact = terms.rule() == TariffRule.BY_AREA ? price.multiply(room.grossArea()) : price;
            if (exact.compareTo(MOST_MONTHLY) > 0)
                throw Problem.invalid("price-invalid", "照这个单价，%s 一个月要 %s 元，请核对单价和面积", room.code(), exact.stripTrailingZeros().toPlainString());
            sum = sum.plus(Money.rounded(exact));
        }
        return sum;
    }

    private static final String WHERE = """

           and t.rule <> 'ONE_OFF' and not t.is_withdrawn
           and (:text::text is null or starts_with(t.code, :text) or position(:text in i.name) > 0)
           and (:state::text is null or :state = case when t.from_on > :today then 'FUTURE' when t.to_on < :today then 'ENDED' else 'CURRENT' end)
        """;
}
