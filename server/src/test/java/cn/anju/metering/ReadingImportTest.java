package cn.anju.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 导入读数：过零、换表、倍率、重复、补录、负用量（正确性第 29 条）。 */
@Story
class ReadingImportTest {

    private static final List<String> HEAD = List.of("抄表月份", "表号", "本期读数", "抄表日期", "过零", "换表止码", "换表起码", "备注");

    @Autowired Office office;
    @Autowired Usages usages;
    @Autowired TransactionTemplate transaction;
    @Autowired Meters meters;
    @Autowired ReadingBook book;
    @Autowired ReadingStore store;
    @Autowired MeteringInvariants invariants;
    @Autowired JdbcClient jdbc;

    private Desk desk;
    private long w1;
    private long e1;

    @BeforeEach void 一间房一只水表_一只四位的四十倍电表() {
        desk = new Desk(office);
        w1 = desk.meter("W1", "1-1-101", "100");
        e1 = office.post(desk.root + "/metering/meters", Desk.facts("E1", "电", null, "1-1", "40", "4", "9990")).expect(201).id();
    }

    @Test void 过零乘倍率_换表两段相加_同一份再导不变() {
        var rows = List.of(row("2026-07", "E1", "5", "2026/7/31", "是", "", "", ""),
            row("2026年7月", "W1", "8.5", "", "", "112", "3.5", "换表"));
        var done = load(rows);
        assertThat(Desk.rejects(done)).isEmpty();
        assertThat(usage(e1, 0)).isEqualTo("600");
        assertThat(usage(w1, 0)).isEqualTo("17");
        var again = load(rows);
        assertThat(again.at("/unchanged") + again.at("/created") + again.at("/changed")).isEqualTo("200");
    }

    @Test void 坏行各有各的说法_不影响别的行() {
        var done = load(List.of(
            row("2026-07", "X9", "5", "", "", "", "", ""),
            row("2026-07", "W1", "99", "", "", "", "", ""),
            row("2026-13", "W1", "110", "", "", "", "", ""),
            row("2026-07", "W1", "一百", "", "", "", "", ""),
            row("2026-07", "W1", "110", "七月底", "", "", "", ""),
            row("2026-07", "W1", "110", "", "也许", "", "", ""),
            row("2026-07", "W1", "110", "", "", "120", "", ""),
            row("2026-07", "", "110", "", "", "", "", ""),
            row("2026-07", "W1", "", "", "", "", "", ""),
            row("2026-06", "W1", "110", "", "", "", "", ""),
            row("2026-07", "W1", "110", "", "", "", "", ""),
            row("2026-07", "W1", "111", "", "", "", "", ""),
            row("2026-07", "E1", "9991", "", "否", "", "", "")));
        assertThat(Desk.rejects(done)).containsExactly("2 meter-unknown", "3 reading-decreased", "4 month-invalid", "5 reading-invalid",
            "6 date-invalid", "7 rollover-invalid", "8 replacement-incomplete", "9 meter-no-missing", "10 reading-missing", "11 month-before-books",
            "13 reading-duplicate");
        assertThat(done.at("/created")).isEqualTo("2");
        assertThat(usage(w1, 0)).isEqualTo("10");
    }

    @Test void 更正上月_下月跟着重算_补录的月插在中间() {
        load(List.of(row("2026-07", "W1", "110", "", "", "", "", ""), row("2026-09", "W1", "130", "", "", "", "", "")));
        assertThat(usage(w1, 0)).isEqualTo("20");
        load(List.of(row("2026-08", "W1", "118", "", "", "", "", "")));
        assertThat(usage(w1, 0)).isEqualTo("12");
        var corrected = load(List.of(row("2026-07", "W1", "115", "", "", "", "", "")));
        var change = desk.changes(corrected);
        assertThat(corrected.at("/changed") + change.at("/items/0/before") + change.at("/items/0/after"))
            .isEqualTo("1110（用量 10）115（用量 15）");
        assertThat(usage(w1, 1)).isEqualTo("3");
        assertThat(Desk.rejects(load(List.of(row("2026-07", "W1", "119", "", "", "", "", ""))))).containsExactly("2 reading-exceeds-next");
    }

    @Test void 出过账的月_一样的照收_改了的退回_前面的也不许动() {
        load(List.of(row("2026-07", "W1", "110", "", "", "", "", ""), row("2026-08", "W1", "130", "", "", "", "", "")));
        bill(YearMonth.of(2026, 8), 5);
        var done = load(List.of(row("2026-08", "W1", "130", "2026-08-30", "", "", "", "改了日期"), row("2026-07", "W1", "111", "", "", "", "", "")));
        assertThat(Desk.rejects(done)).containsExactly("3 later-month-billed");
        assertThat(done.at("/unchanged")).isEqualTo("1");
        assertThat(Desk.rejects(load(List.of(row("2026-08", "W1", "131", "", "", "", "", ""))))).containsExactly("2 month-already-billed");
        var second = desk.meter("W2", "1-1-101", "0");
        assertThat(desk.read(second, "2026-08", "5").expect(409).code()).as("同房同类的另一只表已出账").isEqualTo("month-already-billed");
        inScope(() -> usages.unfreeze(desk.community, YearMonth.of(2026, 8), 5));
        assertThat(load(List.of(row("2026-08", "W1", "131", "", "", "", "", ""))).at("/changed")).isEqualTo("1");
    }

    @Test void 核对以后别人抢先改了_整批不写() {
        load(List.of(row("2026-07", "W1", "110", "", "", "", "", "")));
        assertThatThrownBy(() -> inScope(() -> {
            var meter = meters.byId(desk.community, w1);
            var mine = book.chain(desk.community, meter);
            var theirs = book.chain(desk.community, meter);
            for (var chain : List.of(mine, theirs))
                chain.put(new ReadingEntry(YearMonth.of(2026, 7), new BigDecimal("112"), false, null, null, LocalDate.of(2026, 7, 31), null),
                    null, ReadingSource.IMPORT, new Reader(1, "测试"));
            store.store(desk.community, List.of(theirs));
            store.store(desk.community, List.of(mine));
        })).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo("reading-changed"));
        assertThat(usage(w1, 0)).isEqualTo("10");
    }

    @Test void 核对得出_读数首尾相接_用量等于表走的数() {
        load(List.of(row("2026-07", "W1", "110", "", "", "", "", ""), row("2026-08", "W1", "118", "", "", "", "", "")));
        assertThat(violations()).noneMatch(line -> line.contains("小区 " + desk.community + " "));
        inScope(() -> jdbc.sql("update metering.reading set usage = 9, previous = 109 where community_id = :c and month = '2026-08-01'")
            .param("c", desk.community).update());
        assertThat(violations()).contains("小区 " + desk.community + " 表 W1 2026-08：上次 109，应为 110")
            .noneMatch(line -> line.startsWith("小区 " + desk.community + " 表 " + w1 + " "));
        inScope(() -> jdbc.sql("update metering.reading set usage = 8 where community_id = :c and month = '2026-08-01'")
            .param("c", desk.community).update());
        assertThat(violations()).contains("小区 " + desk.community + " 表 " + w1 + " 2026-08：用量 8");
    }

    /** As the owner sees it: above row-level security. */
    private List<String> violations() {
        var owner = StoryDatabase.owner();
        return Stream.of(invariants.readingsFollowEachOther(), invariants.usageIsWhatTheDialMoved())
            .flatMap(invariant -> invariant.violations(owner).stream()).toList();
    }

    @Test void 预览什么都不写() {
        var id = office.upload(desk.root + "/imports/readings?preview=true", "r.csv",
            "抄表月份,表号,本期读数\n2026-07,W1,110\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)).expect(202).id();
        var preview = office.waitWhile(desk.root + "/imports/" + id, "running");
        assertThat(preview.at("/state") + preview.at("/created")).isEqualTo("preview1");
        assertThat(office.get(desk.root + "/metering/meters/" + w1).expect(200).json().get("readings")).isEmpty();
        office.post(desk.root + "/imports/" + id + "/apply", java.util.Map.of()).expect(202);
        assertThat(office.waitWhile(desk.root + "/imports/" + id, "running", "preview").at("/state")).isEqualTo("done");
        assertThat(usage(w1, 0)).isEqualTo("10");
    }

    private void bill(YearMonth month, long run) {
        inScope(() -> usages.freeze(desk.community, month, run, "水", desk.rooms.values(), List.of()));
    }

    private void inScope(Runnable work) {
        Scope.of(desk.community).run(() -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private String usage(long meter, int at) {
        return office.get(desk.root + "/metering/meters/" + meter).expect(200).at("/readings/" + at + "/usage");
    }

    private Office.Answer load(List<List<String>> rows) {
        return desk.load("readings", HEAD, rows);
    }

    private static List<String> row(String... cells) {
        return List.of(cells);
    }
}
