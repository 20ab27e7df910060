package cn.anju.billing.calculation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 收费标准的一个版本，即标准表里的一行。
 *
 * @param to the last day in force; none: until further notice
 * @param vacancyFactor what the price of a vacant room is multiplied by, 1 for no discount; period charges only
 * @param startFloor rooms on lower floors are exempt; period charges only
 * @param isDeveloperCharged 未交付 = 开发商: rooms without any handover date are charged to the developer
 */
public record Tariff(long versionId, String code, String chargeItem, Assignment assignment, ChargeRule rule,
                     Cycle cycle, LocalDate from, @Nullable LocalDate to, BigDecimal vacancyFactor, int dueDay,
                     BigDecimal lateFeeDailyRate, @Nullable Integer startFloor, boolean isDeveloperCharged) {

    public Tariff {
        if (dueDay < 1 || dueDay > 31) throw new IllegalArgumentException("due day " + dueDay);
        if (vacancyFactor.signum() < 0) throw new IllegalArgumentException("vacancy factor " + vacancyFactor);
    }

    boolean isInForceOn(LocalDate day) {
        return !from.isAfter(day) && (to == null || !to.isBefore(day));
    }

    /** 按起始楼层免收。A room whose floor is not known is not exempt. */
    boolean exempts(RoomFacts room) {
        return startFloor != null && room.floor() != null && room.floor() < startFloor;
    }
}
