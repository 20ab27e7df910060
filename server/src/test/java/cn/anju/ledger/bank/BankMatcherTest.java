package cn.anju.ledger.bank;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** B14：播种的对账单，自动勾的没有一对错，八成以上建议正确。 */
class BankMatcherTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final List<String> FAMILY = List.of("张", "王", "李", "赵", "陈", "刘", "杨", "黄");
    private static final List<String> GIVEN = List.of("伟", "芳", "娜", "敏", "静", "丽华", "建国", "秀英", "志强", "海燕");
    private static final List<Integer> USUAL = List.of(18000, 21600, 21600, 25200, 30000);

    @Test
    void 播种的对账单_自动勾的没有错_建议八成以上正确() {
        for (var seed = 1L; seed <= 12; seed++) {
            var random = new Random(seed);
            var bank = new ArrayList<BankMatcher.BankLine>();
            var book = new ArrayList<BankMatcher.BookLine>();
            var truth = new HashMap<Long, Long>();
            for (var id = 1L; id <= 200; id++) seedOne(random, id, bank, book, truth);
            var pairs = BankMatcher.propose(bank, book, Map.of());
            var right = pairs.stream().filter(pair -> Long.valueOf(pair.book().entryId()).equals(truth.get(pair.bank().id()))).count();
            assertThat(pairs.stream().filter(BankMatcher.Pair::isCertain).filter(pair -> !Long.valueOf(pair.book().entryId()).equals(truth.get(pair.bank().id()))))
                .as("wrong automatic matches, seed %d", seed).isEmpty();
            assertThat(right * 100 / truth.size()).as("proposed correctly of %d, seed %d", truth.size(), seed).isGreaterThanOrEqualTo(80);
            assertThat(pairs.stream().filter(BankMatcher.Pair::isCertain).count()).as("seed %d", seed).isGreaterThan(60);
        }
    }

    /** Many households pay the same amounts; a tenth of the lines belong to nobody, a tenth carry no hint at all. */
    private static void seedOne(Random random, long id, List<BankMatcher.BankLine> bank, List<BankMatcher.BookLine> book, Map<Long, Long> truth) {
        var amount = new Money(BigDecimal.valueOf(random.nextInt(3) == 0 ? USUAL.get(random.nextInt(USUAL.size())) : 5_000 + random.nextInt(60_000), 2));
        var payer = FAMILY.get(random.nextInt(FAMILY.size())) + GIVEN.get(random.nextInt(GIVEN.size()));
        var room = "%d-%d-%d%02d".formatted(1 + random.nextInt(9), 1 + random.nextInt(3), 1 + random.nextInt(18), 1 + random.nextInt(4));
        var day = FIRST.plusDays(random.nextInt(28));
        var reference = "T" + (100_000_000L + id * 7_919);
        var kind = random.nextInt(10);
        if (kind != 0) book.add(new BankMatcher.BookLine(1_000 + id, 1, day, amount, payer, room, kind < 4 ? List.of(reference) : List.of()));
        if (kind == 9) return;
        var remark = switch (kind) {
            case 1, 2, 3 -> "转账 " + reference;
            case 4, 5 -> "物业费 " + room.replaceFirst("-", "栋").replaceFirst("-", "单元");
            case 6 -> payer + " 物业费";
            default -> "转账";
        };
        var party = kind == 7 ? FAMILY.get(random.nextInt(8)) + "家亲戚" : payer;
        bank.add(new BankMatcher.BankLine(id, day.plusDays(random.nextInt(3)), amount, party, remark, null));
        if (kind != 0) truth.put(id, 1_000 + id);
    }

    @Test
    void 认得房号的几种写法_别的房号扣分() {
        assertThat(BankMatcher.RoomHint.in("3栋2单元1201 物业费")).containsExactly("3-2-1201");
        assertThat(BankMatcher.RoomHint.in("交3-1201室水费")).containsExactly("3-1201");
        assertThat(BankMatcher.RoomHint.in("转账")).isEmpty();
        var line = new BankMatcher.BankLine(1, FIRST, Money.of("180.00"), "张伟", "5-1-101 物业费", null);
        var wrong = new BankMatcher.BookLine(1, 1, FIRST, Money.of("180.00"), "张伟", "6-1-101", List.of());
        assertThat(BankMatcher.propose(List.of(line), List.of(wrong), Map.of()).stream().filter(BankMatcher.Pair::isCertain)).isEmpty();
    }

    @Test
    void 人勾过一次_同一个人再来就认得() {
        var line = new BankMatcher.BankLine(1, FIRST, Money.of("180.00"), "张家亲戚", "转账", null);
        var mine = new BankMatcher.BookLine(1, 1, FIRST, Money.of("180.00"), "张伟", "6-1-101", List.of());
        var other = new BankMatcher.BookLine(2, 1, FIRST, Money.of("180.00"), "李娜", "7-1-101", List.of());
        var learnt = BankMatcher.propose(List.of(line), List.of(other, mine), Map.of("张家亲戚", Set.of("6-1-101")));
        assertThat(learnt.getFirst().book().entryId()).isEqualTo(1);
        assertThat(learnt.getFirst().why()).contains("以前交过这间房");
    }
}
