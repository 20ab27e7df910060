package cn.anju.collection.debt;

import cn.anju.billing.OpenOn;
import cn.anju.collection.CollectionSettings;
import cn.anju.kernel.Money;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 欠费账龄：某日终了，按楼栋、项目、管家片区或房屋，各段欠多少。 */
@Component
class Ageing {

    /** 按什么归。 */
    enum By {
        BUILDING("u.code", "u.id"), ITEM("i.name", "i.id"), AREA("coalesce(a.name, '（未划片区）')", "coalesce(a.id, 0)"), ROOM("r.code", "r.id");

        final String name;
        final String id;

        By(String name, String id) {
            this.name = name;
            this.id = id;
        }
    }

    /**
     * 一栋楼、一个项目、一个片区或一间房。
     *
     * @param notDue owed but not due yet on that day
     * @param bands by age, in the order of the labels
     */
    record Row(long id, String name, long rooms, Money notDue, List<Money> bands, Money overdue, Money outstanding, @Nullable LocalDate oldestDueOn) {}

    /** @param bands what the bands are called */
    record Table(LocalDate asOf, List<String> bands, List<Row> rows, Row total) {}

    private record Cell(boolean isTotal, boolean isGrand, long id, String name, int band, long rooms, Money outstanding, @Nullable LocalDate oldest) {}

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    Ageing(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Table of(long community, By by, @Nullable LocalDate asOf) {
        var bands = new AgeBands(settings.get(community, CollectionSettings.AGE_BANDS));
        var day = asOf == null ? LocalDate.now(clock) : asOf;
        var cells = jdbc.sql(OpenOn.WITH + SELECT.formatted(by.id, by.name, Stewards.AREA_JOIN))
            .param("community", community).param("asOf", day).param("bands", bands.starts()).query(Cell.class).list();
        var rows = new LinkedHashMap<Long, List<Cell>>();
        var grand = new ArrayList<Cell>();
        for (var cell : cells) (cell.isGrand() ? grand : rows.computeIfAbsent(cell.id(), id -> new ArrayList<>())).add(cell);
        var width = bands.labels().size();
        return new Table(day, bands.labels(), rows.values().stream().map(each -> row(each, width)).toList(),
            grand.isEmpty() ? row(List.of(new Cell(true, true, 0, "合计", 0, 0, Money.ZERO, null)), width) : row(grand, width));
    }

    private static Row row(List<Cell> cells, int width) {
        var amounts = new ArrayList<>(Collections.nCopies(width + 1, Money.ZERO));
        for (var cell : cells) if (!cell.isTotal()) amounts.set(cell.band(), cell.outstanding());
        var whole = cells.stream().filter(Cell::isTotal).findFirst().orElseThrow();
        return new Row(whole.id(), whole.isGrand() ? "合计" : whole.name(), whole.rooms(), amounts.getFirst(), List.copyOf(amounts.subList(1, width + 1)),
            whole.outstanding().minus(amounts.getFirst()), whole.outstanding(), whole.oldest());
    }

    // Rooms are counted once per row whatever bands their lines fall into, hence the sets of groups.
    private static final String SELECT = """
        , line as (
          select %s id, %s "name", width_bucket((:asOf::date - b.due_on)::int, :bands::int[]) band, b.room_id, b.still_open, b.due_on
            from open b
            join estate.room r on r.community_id = b.community_id and r.id = b.room_id
            join estate.building u on u.community_id = r.community_id and u.id = r.building_id
            join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
            join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
            %s)
        select grouping(band) = 1 is_total, grouping(id) = 1 is_grand, coalesce(id, 0) id, coalesce("name", '') "name",
               coalesce(band, 0) band, count(distinct room_id) rooms, coalesce(sum(still_open), 0.00) outstanding, min(due_on) oldest
          from line group by grouping sets ((id, "name", band), (id, "name"), (band), ())
         order by is_grand, "name", id, is_total, band
        """;
}
