package cn.anju.metering;

import cn.anju.kernel.Problem;
import cn.anju.metering.ReadingRule.Dial;

/** 改一只表会不会牵动已经出账的读数。 */
final class MeterRevision {

    private MeterRevision() {}

    /**
     * Lets the readings of the meter follow the change.
     *
     * @throws Problem 409 {@code meter-already-billed} when a bill rests on what would change, {@code reading-decreased} when
     *     the readings no longer fit
     */
    static void apply(Meter before, MeterFacts after, ReadingChain whole) {
        if (!after.isPlacedLike(before) && whole.isBilled())
            throw Problem.conflict("meter-already-billed", "表 %s 的读数已经出账，不能改到别处或改类型；请拆下后另建一只", before.number());
        whole.revise(new Dial(after.multiplier(), after.digits()), after.startReading());
    }

    /** Whether the readings have to be looked at. */
    static boolean isNeeded(Meter before, MeterFacts after) {
        return !after.isPlacedLike(before) || !Figures.isSame(before.multiplier(), after.multiplier()) || before.digits() != after.digits()
            || !Figures.isSame(before.startReading(), after.startReading());
    }
}
