package cn.anju.billing.calculation;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 一次出账要知道的全部事实。
 *
 * @param billed the lines that stand already (not reversed) and begin in the calendar year of the month
 */
public record BillFacts(YearMonth month, LocalDate booksStart, List<Tariff> tariffs, List<RoomFacts> rooms,
                        List<RoomUse> roomUses, List<GroupUse> groupUses, List<Billed> billed, List<StoppedDays.Stop> stops,
                        List<SplitUse> splitUses) {

    public BillFacts(YearMonth month, LocalDate booksStart, List<Tariff> tariffs, List<RoomFacts> rooms, List<RoomUse> roomUses,
                     List<GroupUse> groupUses, List<Billed> billed) {
        this(month, booksStart, tariffs, rooms, roomUses, groupUses, billed, List.of(), List.of());
    }

    /** 同样的事实，别的房屋样子和已出的账。 */
    public BillFacts with(List<RoomFacts> otherRooms, List<Billed> otherBilled) {
        return new BillFacts(month, booksStart, tariffs, otherRooms, roomUses, groupUses, otherBilled, stops, splitUses);
    }

    /** The stops of a charge item, by room. */
    Map<Long, List<StoppedDays>> stopped(String chargeItem) {
        return stops.stream().filter(stop -> stop.chargeItem().equals(chargeItem))
            .collect(Collectors.groupingBy(StoppedDays.Stop::roomId, Collectors.mapping(StoppedDays.Stop::days, Collectors.toList())));
    }

    /**
     * 一间房某种表本月的用量（几只表合计，已乘倍率）。
     *
     * @param earlierThisYear all accepted usage of the calendar year before this month, with what the meter sheet says
     *     was used before the books began
     * @param isMissing at least one meter has no accepted reading for the month
     * @param isHeld a reading is in doubt: nothing of this kind is billed until it is released or corrected
     */
    public record RoomUse(long roomId, String meterKind, BigDecimal usage, BigDecimal earlierThisYear,
                          boolean isMissing, boolean isHeld) {}

    /** 月中换人时抄的表：一间房某种表从月初到那天早上用了多少（几只表合计，已乘倍率）。 */
    public record SplitUse(long roomId, String meterKind, LocalDate on, BigDecimal usage) {}

    /** 一个公摊组某种公共表本月的用量（几只表合计，已乘倍率）。 */
    public record GroupUse(ShareGroup group, String meterKind, BigDecimal usage, boolean isMissing, boolean isHeld) {}

    /** 已有的一行账单。 */
    public record Billed(long roomId, long tariffVersionId, @Nullable Long shareGroupId, LocalDate periodStart, LocalDate periodEnd,
                         Money amount) {

        public static Billed of(BillLine line) {
            return new Billed(line.roomId(), line.tariffVersionId(), line.shareGroupId(), line.periodStart(), line.periodEnd(), line.amount());
        }

        boolean meets(LocalDate first, LocalDate last) {
            return !periodStart.isAfter(last) && !periodEnd.isBefore(first);
        }

        boolean isBetween(LocalDate first, LocalDate last) {
            return !periodStart.isBefore(first) && !periodStart.isAfter(last);
        }
    }

    LocalDate firstDay() {
        return month.atDay(1);
    }

    LocalDate lastDay() {
        return month.atEndOfMonth();
    }
}
