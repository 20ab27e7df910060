package cn.anju.billing.calculation;

import cn.anju.Seed;
import static cn.anju.billing.calculation.Cycle.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.billing.calculation.BillLine.Pool;
import cn.anju.billing.calculation.ChargeRule.Shared;
import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedChargeTest {

    private static final Shared BY_AREA = new Shared(BigDecimal.ONE, "水", ShareBasis.AREA);
    private static final Shared BY_HOUSEHOLD = new Shared(BigDecimal.ONE, "水", ShareBasis.HOUSEHOLD);

    private final Case office = new Case();

    @Test void 余分给余数最大的_同余给编码小的_按字符比() {
        office.tariff(BY_HOUSEHOLD, MONTH, "2020-01-01", null).groupUse("1", "1.00", false)
            .room("1-1-101", "2020-01-01").room("1-1-1001", "2020-01-01").room("1-1-201", "2020-01-01");
        assertThat(office.texts("2026-06")).containsExactly("1-1-1001 2026-06-01/2026-06-30 0.34",
            "1-1-101 2026-06-01/2026-06-30 0.33", "1-1-201 2026-06-01/2026-06-30 0.33");
    }

    @Test void 单元楼栋全区各是一组_一间房每组一行() {
        office.tariff(BY_HOUSEHOLD, MONTH, "2020-01-01", null)
            .room("3-2-101", "2020-01-01").room("3-1-101", "2020-01-01").room("3-C01", "2020-01-01").room("4-2-101", "2020-01-01")
            .groupUse("3-2", "8", false).groupUse("3", "9", false).groupUse("全区", "12", false);
        assertThat(office.run("2026-06")).extracting(line -> line.roomId() + " " + line.shareGroupId() + " " + line.amount())
            .containsExactlyInAnyOrder("1 1 8.00", "1 2 3.00", "1 3 3.00", "2 2 3.00", "2 3 3.00", "3 2 3.00", "3 3 3.00", "4 3 3.00");
    }

    @Test void 月底前交房的全权分摊_没有交房日期的写明开发商才摊_以后交房的不摊() {
        office.tariff(BY_HOUSEHOLD, MONTH, "2020-01-01", null, true).groupUse("1", "9", false)
            .room("1-101", "2026-06-30").room("1-102", null).room("1-103", "2026-07-01").room("1-104", "100", "2020-01-01", true, 1);
        assertThat(office.texts("2026-06")).containsExactly("1-101 2026-06-01/2026-06-30 3.00",
            "1-102 2026-06-01/2026-06-30 3.00 开发商", "1-104 2026-06-01/2026-06-30 3.00");
    }

    @Test void 有总额没有房屋可摊的_报空组_总额为零的不报() {
        office.tariff(BY_AREA, MONTH, "2020-01-01", null).room("1-101", null).groupUse("1", "9", true).groupUse("99-1", "0.004", false);
        assertThat(office.run("2026-06")).isEmpty();
        assertThat(office.warnings).containsExactly(new BillWarning("1", "T0", "reading-missing"), new BillWarning("1", "T0", "share-group-empty"));
    }

    @Test void 各份相加等于总额_与房屋先后无关_面积为零的得零() {
        var seed = Seed.next();
        var random = new Random(seed);
        for (var i = 0; i < 300; i++) {
            var pool = BigDecimal.valueOf(1 + random.nextInt(2_000_000), random.nextInt(5));
            var one = new Case().tariff(BY_AREA, MONTH, "2020-01-01", null).groupUse("全区", pool.toPlainString(), false);
            for (var room = 0; room < 1 + random.nextInt(60); room++)
                one.room(room + "-" + random.nextInt(2000), BigDecimal.valueOf(random.nextInt(20_000) + (room == 0 ? 1 : 0), 2).toPlainString(), "2020-01-01", false, 1);
            one.room("9-0", "0", "2020-01-01", false, 1);
            var lines = one.run("2026-06");
            assertThat(Money.sum(lines, BillLine::amount)).as("seed %d", seed).isEqualTo(Money.rounded(pool));
            assertThat(lines).as("seed %d", seed).noneMatch(line -> line.roomId() == one.rooms.size());

            var shuffled = new ArrayList<>(one.rooms);
            Collections.shuffle(shuffled, random);
            var again = new ArrayList<BillLine>();
            var facts = one.facts("2026-06");
            BillCalculation.run(new BillFacts(facts.month(), facts.booksStart(), facts.tariffs(), shuffled, facts.roomUses(),
                facts.groupUses(), List.of()), again::add);
            assertThat(again).as("seed %d", seed).isEqualTo(lines);
        }
    }

    @Test void 依据随行保存_用量总额权数户数() {
        office.tariff(BY_AREA, MONTH, "2020-01-01", null).groupUse("1", "9", false).room("1-101", "2020-01-01").room("1-102", "50", "2020-01-01", false, 1);
        assertThat(office.run("2026-06")).extracting(BillLine::basis)
            .containsOnly(new Pool(new BigDecimal("9"), Money.of("9.00"), new BigDecimal("150"), 2));
    }

    @Test void 部分冲回后再出账_只补冲回的_金额照旧() {
        office.tariff(BY_HOUSEHOLD, MONTH, "2020-01-01", null).groupUse("1", "10", false);
        IntStream.range(0, 3).forEach(i -> office.room("1-10" + i, "2020-01-01"));
        office.run("2026-06");
        office.billed.removeLast();
        assertThat(office.texts("2026-06")).containsExactly("1-102 2026-06-01/2026-06-30 3.33");
    }

    @Test void 摊过之后组里变了的_不重摊_报给人看() {
        office.tariff(BY_HOUSEHOLD, MONTH, "2020-01-01", null).groupUse("1", "10", false).room("1-101", "2020-01-01");
        office.run("2026-06");
        office.room("1-102", "2026-06-20");
        assertThat(office.run("2026-06")).isEmpty();
        assertThat(office.warnings).containsExactly(new BillWarning("1", "T0", "share-group-changed"));
    }
}
