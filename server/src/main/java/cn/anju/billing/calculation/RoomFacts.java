package cn.anju.billing.calculation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 计费要知道的一间房，出账时的样子。 */
public record RoomFacts(long id, String code, String building, @Nullable String entrance, String kind,
                        @Nullable Integer floor, BigDecimal area, boolean isVacant, @Nullable LocalDate handoverOn) {

    boolean isHandedOverBy(LocalDate day) {
        return handoverOn != null && !handoverOn.isAfter(day);
    }

    /** 它所属的公摊组：全区、本楼栋、本单元。 */
    List<String> shareGroups() {
        return entrance == null ? List.of(ShareGroup.WHOLE, building)
            : List.of(ShareGroup.WHOLE, building, building + "-" + entrance);
    }
}
