package cn.anju.billing.calculation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 计费要知道的一间房，出账时的样子。
 *
 * @param isDeveloperUntilHandover 交房是登记过的：前一天为止归开发商，不是没人缴
 * @param transfers 过户的日子，从那天起归新业主
 * @param householdSize 户籍人口，没登记的没有
 */
public record RoomFacts(long id, String code, String building, @Nullable String entrance, String kind,
                        @Nullable Integer floor, BigDecimal area, boolean isVacant, @Nullable LocalDate handoverOn,
                        boolean isDeveloperUntilHandover, List<LocalDate> transfers, @Nullable Integer householdSize) {

    public RoomFacts(long id, String code, String building, @Nullable String entrance, String kind, @Nullable Integer floor,
                     BigDecimal area, boolean isVacant, @Nullable LocalDate handoverOn) {
        this(id, code, building, entrance, kind, floor, area, isVacant, handoverOn, false, List.of(), null);
    }

    boolean isHandedOverBy(LocalDate day) {
        return handoverOn != null && !handoverOn.isAfter(day);
    }

    /** Nobody is responsible yet, or the developer is, as his tariffs say. */
    boolean isDevelopersOn(LocalDate day) {
        return handoverOn == null || isDeveloperUntilHandover && handoverOn.isAfter(day);
    }

    /** The transfers after the first day of a period: each begins another part of it. */
    List<LocalDate> transfersWithin(LocalDate first, LocalDate last) {
        if (transfers.isEmpty()) return List.of();
        return transfers.stream().filter(day -> day.isAfter(first) && !day.isAfter(last)).sorted().toList();
    }

    /** 当时的面积和空置，别的照旧。 */
    public RoomFacts with(BigDecimal otherArea, boolean otherVacant, @Nullable LocalDate otherHandover) {
        return new RoomFacts(id, code, building, entrance, kind, floor, otherArea, otherVacant, otherHandover, isDeveloperUntilHandover,
            transfers, householdSize);
    }

    /** 它所属的公摊组：全区、本楼栋、本单元。 */
    List<String> shareGroups() {
        return entrance == null ? List.of(ShareGroup.WHOLE, building)
            : List.of(ShareGroup.WHOLE, building, building + "-" + entrance);
    }
}
