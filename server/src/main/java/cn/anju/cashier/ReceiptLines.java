package cn.anju.cashier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** 收据上的行：纸印得下就一行一期，印不下就同一项目各期并作一行，再印不下末行是其余各项的合计。 */
final class ReceiptLines {

    private record Item(String roomCode, String itemName) {}

    private ReceiptLines() {}

    /** @param most lines there is room for; the sums of what is returned are those of what was given */
    static List<PaymentList.Line> fit(List<PaymentList.Line> lines, int most) {
        if (lines.size() <= most) return lines;
        var byItem = new LinkedHashMap<Item, PaymentList.Line>();
        for (var line : lines) byItem.merge(new Item(line.roomCode(), line.itemName()), line, (a, b) -> together(a.itemName(), a, b));
        var items = new ArrayList<>(byItem.values());
        if (items.size() <= most) return items;
        var rest = items.subList(most - 1, items.size());
        var name = "其余 %d 项".formatted(rest.size());
        var last = rest.stream().reduce((a, b) -> together(name, a, b)).orElseThrow();
        return Stream.concat(items.subList(0, most - 1).stream(), Stream.of(last)).toList();
    }

    private static PaymentList.Line together(String name, PaymentList.Line a, PaymentList.Line b) {
        return new PaymentList.Line(a.billId(), a.roomCode(), name,
            Stream.of(a.periodStart(), b.periodStart()).min(Comparator.naturalOrder()).orElseThrow(),
            Stream.of(a.periodEnd(), b.periodEnd()).max(Comparator.<LocalDate>naturalOrder()).orElseThrow(),
            a.principal().plus(b.principal()), a.discount().plus(b.discount()), a.lateFee().plus(b.lateFee()), a.waived().plus(b.waived()));
    }
}
