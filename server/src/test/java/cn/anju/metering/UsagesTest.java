package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.kernel.Scope;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 出账取用的用量，以及进了账单的读数定住不变。 */
@Story
class UsagesTest {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);

    @Autowired Office office;
    @Autowired Usages usages;
    @Autowired JdbcClient jdbc;
    @Autowired PlatformTransactionManager transactions;

    private long community;
    private long room;

    @BeforeEach void 一间房两只水表_全区一只() {
        community = office.newCommunity("用量", "2026-07-01");
        inScope(() -> {
            var building = jdbc.sql("insert into estate.building (community_id, code) values (:c, '1') returning id")
                .param("c", community).query(Long.class).single();
            room = jdbc.sql("""
                insert into estate.room (community_id, building_id, code, number, kind, gross_area, status)
                values (:c, :building, '1-101', '101', 'HOUSE', 80, 'SELF_USED') returning id
                """).param("c", community).param("building", building).query(Long.class).single();
            var group = jdbc.sql("insert into metering.share_group (community_id, code) values (:c, '全区') returning id")
                .param("c", community).query(Long.class).single();
            addMeter("W1", room, null, "12.5");
            addMeter("W2", room, null, "0");
            addMeter("W3", null, group, "0");
            read("W1", "2026-07-01", "10");
            read("W1", "2026-08-01", "3.5");
            read("W2", "2026-07-01", "1");
            read("W3", "2026-08-01", "40");
        });
    }

    @Test void 几只表合计_缺一只就说缺_年初至上月加上建账前用的() {
        assertThat(rooms(AUGUST)).singleElement().satisfies(use -> {
            assertThat(use.roomId()).isEqualTo(room);
            assertThat(use.usage()).isEqualByComparingTo("3.5");
            assertThat(use.earlierThisYear()).isEqualByComparingTo("23.5");
            assertThat(use.isMissing()).isTrue();
        });
        assertThat(rooms(YearMonth.of(2026, 7)).getFirst().isMissing()).isFalse();
        assertThat(rooms(YearMonth.of(2027, 1)).getFirst().earlierThisYear()).as("新的一年从零算").isEqualByComparingTo("0");
        var groups = new ArrayList<Usages.GroupUsage>();
        inScope(() -> usages.groups(community, AUGUST, groups::add));
        assertThat(groups).singleElement().satisfies(use -> {
            assertThat(use.groupCode()).isEqualTo("全区");
            assertThat(use.usage()).isEqualByComparingTo("40");
            assertThat(use.isMissing()).isFalse();
        });
    }

    @Test void 拆了的表_还没装的表_不算缺() {
        inScope(() -> jdbc.sql("update metering.meter set removed_on = '2026-08-20' where community_id = :c and number = 'W2'").param("c", community).update());
        assertThat(rooms(AUGUST).getFirst().isMissing()).isFalse();
        inScope(() -> jdbc.sql("update metering.meter set removed_on = null, start_on = '2026-09-01' where community_id = :c and number = 'W2'").param("c", community).update());
        assertThat(rooms(AUGUST).getFirst().isMissing()).isFalse();
        assertThat(rooms(YearMonth.of(2026, 9)).getFirst().isMissing()).isTrue();
    }

    @Test void 进了账单的读数_谁也改不了_撤销出账才放开() {
        inScope(() -> usages.freeze(community, AUGUST, 76, "电", List.of(room), List.of()));
        assertThat(billed()).as("别的表类型").isZero();
        inScope(() -> usages.freeze(community, AUGUST, 77, "水", List.of(room), List.of()));
        assertThat(billed()).as("公摊组的没有定住").isEqualTo(1);
        assertThatThrownBy(() -> inScope(() -> jdbc.sql("update metering.reading set value = 1 where community_id = :c and billed_run_id = 77")
            .param("c", community).update())).hasMessageContaining("never changes");
        assertThatThrownBy(() -> inScope(() -> jdbc.sql("delete from metering.reading where community_id = :c and billed_run_id = 77")
            .param("c", community).update())).hasMessageContaining("never changes");
        inScope(() -> usages.unfreeze(community, AUGUST, 77));
        assertThat(billed()).isZero();
        inScope(() -> jdbc.sql("delete from metering.reading where community_id = :c").param("c", community).update());
    }

    private int billed() {
        var count = new int[1];
        inScope(() -> count[0] = jdbc.sql("select count(*) from metering.reading where community_id = :c and billed_run_id is not null")
            .param("c", community).query(Integer.class).single());
        return count[0];
    }

    private List<Usages.RoomUsage> rooms(YearMonth month) {
        var rooms = new ArrayList<Usages.RoomUsage>();
        inScope(() -> usages.rooms(community, month, rooms::add));
        return rooms;
    }

    private void addMeter(String number, @Nullable Long roomId, @Nullable Long group, String usedThisYear) {
        jdbc.sql("""
            insert into metering.meter (community_id, number, kind, room_id, share_group_id, multiplier, digits, start_reading, start_on, used_this_year)
            values (:c, :number, '水', :room, :group, 1, 6, 0, '2026-07-01', :used)
            """).param("c", community).param("number", number).param("room", roomId).param("group", group)
            .param("used", new BigDecimal(usedThisYear)).update();
    }

    private void read(String number, String month, String usage) {
        jdbc.sql("""
            insert into metering.reading (community_id, meter_id, month, value, previous, multiplier, is_rollover, usage, read_on, source, read_by, written_at)
            select :c, id, :month::date, :usage, 0, 1, false, :usage, :month::date, 'ENTRY', '测试', '2026-09-01'
              from metering.meter where community_id = :c and number = :number
            """).param("c", community).param("number", number).param("month", month).param("usage", new BigDecimal(usage)).update();
    }

    private void inScope(Runnable work) {
        Scope.of(community).run(() -> new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run()));
    }
}
