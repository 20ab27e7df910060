package cn.anju.metering;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 已收的读数，连同用量是怎样算出的。
 *
 * @param previous the accepted reading of the latest earlier month, at first the reading the meter started with
 * @param usage already with the multiplier
 * @param version 0 before it is stored
 * @param billedRunId the run whose bills were computed from it; frozen since
 * @param enteredBy the account that entered it, none for those from before this was kept
 * @param ahead how far on the dial was charged beyond what it shows, after an estimate that was too high; the next readings
 *     count from there ({@code aheadBefore} of theirs)
 * @param hold why it is in doubt, {@code isReleased} when a second person let it pass all the same
 */
record AcceptedReading(long meterId, ReadingEntry entry, BigDecimal previous, BigDecimal multiplier, BigDecimal usage,
                       ReadingSource source, String readBy, int version, @Nullable Long billedRunId, @Nullable Long enteredBy,
                       @Nullable Hold hold, boolean isReleased, BigDecimal aheadBefore, BigDecimal ahead, long id) {

    boolean isBilled() {
        return billedRunId != null;
    }

    /** In doubt and not released: not billed, and no measure for the months after it. */
    boolean isHeld() {
        return hold != null && !isReleased;
    }
}
