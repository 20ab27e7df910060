package cn.anju.billing.calculation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 收费标准的一个版本，即标准表里的一行。
 *
 * @param to the last day in force; none: until further notice
 * @param vacancyFactor what the price of a vacant room is multiplied by, 1 for no discount; period charges only
 * @param startFloor rooms on lower floors are exempt; period charges only
 * @param months 只在这些月份收，空着是全年
 * @param isDeveloperCharged 未交付 = 开发商: rooms without any handover date are charged to the developer
 */
public record Tariff(long versionId, String code, String chargeItem, Assignment assignment, ChargeRule rule,
                     Cycle cycle, LocalDate from, @Nullable LocalDate to, BigDecimal vacancyFactor, int dueDay,
                     BigDecimal lateFeeDailyRate, @Nullable Integer startFloor, boolean isDeveloperCharged,
                     Set<Integer> months, Widening widening) {

    /** 户籍人口多的，各档上限放宽多少：五人起、七人起。 */
    public record Widening(@Nullable BigDecimal fromFive, @Nullable BigDecimal fromSeven) {

        public static final Widening NONE = new Widening(null, null);

        /** How much further each band reaches for a household of this size; none: as it is. */
        @Nullable BigDecimal of(@Nullable Integer persons) {
            if (persons == null || persons < 5) return null;
            return persons >= 7 && fromSeven != null ? fromSeven : fromFive;
        }
    }

    public Tariff(long versionId, String code, String chargeItem, Assignment assignment, ChargeRule rule, Cycle cycle, LocalDate from,
                  @Nullable LocalDate to, BigDecimal vacancyFactor, int dueDay, BigDecimal lateFeeDailyRate, @Nullable Integer startFloor,
                  boolean isDeveloperCharged) {
        this(versionId, code, chargeItem, assignment, rule, cycle, from, to, vacancyFactor, dueDay, lateFeeDailyRate, startFloor,
            isDeveloperCharged, Set.of(), Widening.NONE);
    }

    public Tariff {
        if (dueDay < 1 || dueDay > 31) throw new IllegalArgumentException("due day " + dueDay);
        if (vacancyFactor.signum() < 0) throw new IllegalArgumentException("vacancy factor " + vacancyFactor);
    }

    /** 那天有效。 */
    public boolean isInForceOn(LocalDate day) {
        return !from.isAfter(day) && (to == null || !to.isBefore(day));
    }

    /** 只在某些月份收的（如采暖季），别的月份不收。 */
    boolean isBilledIn(YearMonth month) {
        return months.isEmpty() || months.contains(month.getMonthValue());
    }

    /** 一段日期里不收的月份，当作停收的各段。 */
    List<StoppedDays> offSeason(LocalDate first, LocalDate last) {
        if (months.isEmpty()) return List.of();
        var off = new ArrayList<StoppedDays>();
        for (var month = YearMonth.from(first); !month.atDay(1).isAfter(last); month = month.plusMonths(1))
            if (!isBilledIn(month)) off.add(new StoppedDays(month.atDay(1), month.atEndOfMonth()).within(first, last));
        return off;
    }

    /** 按起始楼层免收。A room whose floor is not known is not exempt. */
    boolean exempts(RoomFacts room) {
        return startFloor != null && room.floor() != null && room.floor() < startFloor;
    }
}
