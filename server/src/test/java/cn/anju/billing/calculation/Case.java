package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillFacts.Billed;
import cn.anju.billing.calculation.BillFacts.GroupUse;
import cn.anju.billing.calculation.BillFacts.RoomUse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small community made up for a test: what is not said is the plainest there is. */
final class Case {

    final List<Tariff> tariffs = new ArrayList<>();
    final List<RoomFacts> rooms = new ArrayList<>();
    final List<RoomUse> roomUses = new ArrayList<>();
    final List<GroupUse> groupUses = new ArrayList<>();
    final List<Billed> billed = new ArrayList<>();
    LocalDate booksStart = LocalDate.of(2020, 1, 1);
    List<BillWarning> warnings = List.of();

    /** A version of a tariff for 住宅: due on the 10th, half price when vacant. */
    Case tariff(ChargeRule rule, Cycle cycle, String from, @Nullable String to) {
        return tariff(rule, cycle, from, to, false);
    }

    Case tariff(ChargeRule rule, Cycle cycle, String from, @Nullable String to, boolean isDeveloperCharged) {
        tariffs.add(new Tariff(tariffs.size() + 1L, "T" + tariffs.size(), "收费项目", Assignment.ofKinds(Set.of("住宅")), rule,
            cycle, LocalDate.parse(from), to == null ? null : LocalDate.parse(to), new BigDecimal("0.5"), 10,
            new BigDecimal("0.0005"), 2, isDeveloperCharged));
        return this;
    }

    Case room(String code, @Nullable String handoverOn) {
        return room(code, "100", handoverOn, false, 5);
    }

    Case room(String code, String area, @Nullable String handoverOn, boolean isVacant, @Nullable Integer floor) {
        var parts = code.split("-");
        rooms.add(new RoomFacts(rooms.size() + 1L, code, parts[0], parts.length > 2 ? parts[1] : null, "住宅", floor,
            new BigDecimal(area), isVacant, handoverOn == null ? null : LocalDate.parse(handoverOn)));
        return this;
    }

    Case use(int room, String usage, String earlier, boolean isMissing) {
        roomUses.add(new RoomUse(room, "水", new BigDecimal(usage), new BigDecimal(earlier), isMissing, false));
        return this;
    }

    Case groupUse(String group, String usage, boolean isMissing) {
        groupUses.add(new GroupUse(new ShareGroup(groupUses.size() + 1L, group), "水", new BigDecimal(usage), isMissing, false));
        return this;
    }

    /** Runs a month and keeps its lines, so that the next run knows them. */
    List<BillLine> run(String month) {
        var lines = new ArrayList<BillLine>();
        warnings = BillCalculation.run(facts(month), lines::add);
        for (var line : lines)
            billed.add(Billed.of(line));
        return lines;
    }

    BillFacts facts(String month) {
        return new BillFacts(YearMonth.parse(month), booksStart, tariffs, rooms, roomUses, groupUses, billed);
    }

    /** {@code room period amount payer} of a line, short enough to read in an assertion. */
    String text(BillLine line) {
        return rooms.get((int) line.roomId() - 1).code() + " " + line.periodStart() + "/" + line.periodEnd() + " "
            + line.amount() + (line.payer() == Payer.DEVELOPER ? " 开发商" : "");
    }

    List<String> texts(String month) {
        return run(month).stream().map(this::text).toList();
    }
}
