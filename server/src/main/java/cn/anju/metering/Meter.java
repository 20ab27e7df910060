package cn.anju.metering;

import cn.anju.metering.ReadingRule.Dial;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 一只表：在一间房里，或属于一个公摊组。
 *
 * @param room code of the room; {@code shareGroup} code of the group; exactly one of them
 * @param digits how many whole digits the dial has
 * @param isMaster 总表: measures what others behind it measure again, never shared out
 * @param usedThisYear what was used in the year before the books began, with the multiplier
 */
record Meter(long id, String number, String kind, @Nullable Long roomId, @Nullable String room, @Nullable Long shareGroupId,
             @Nullable String shareGroup, BigDecimal multiplier, int digits, BigDecimal startReading, LocalDate startOn,
             BigDecimal usedThisYear, @Nullable LocalDate removedOn, @Nullable String location, @Nullable String note, int version,
             boolean isMaster) {

    Dial dial() {
        return new Dial(multiplier, digits);
    }

    /** Where it hangs, in words. */
    String place() {
        return room != null ? room : "公摊 " + shareGroup;
    }
}
