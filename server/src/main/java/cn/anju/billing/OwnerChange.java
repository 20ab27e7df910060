package cn.anju.billing;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 过户在账单上的一面：已出的账按天分给原业主和新业主；收银办过户时来调，同一事务。 */
public interface OwnerChange {

    /** 过户那天早上的读数。 */
    record Stand(String meterNumber, BigDecimal value) {}

    /** 谁把哪间房从哪天起过给谁。 @param givesBackAhead what was paid for days after it goes back to who paid instead of staying on the lines */
    record Wanted(long room, String roomCode, LocalDate on, List<Long> fromIds, String fromNames, List<Long> toIds, String toNames,
                  List<Stand> readings, boolean givesBackAhead) {}

    /** 因此不同的一行。 @param isFormer the former owner's */
    record Line(String itemName, String tariffCode, @Nullable String shareGroup, LocalDate periodStart, LocalDate periodEnd, @Nullable Money before,
                @Nullable Money after, boolean isFormer) {}

    /** 算好还没入账的。 */
    interface Prepared {

        String digest();

        List<Line> lines();

        /** 入账。 @return the runs that billed the parts again */
        List<Long> post(String key);
    }

    /** 登记过户和读数，算出怎么分；别的更正和出账都等着。 */
    Prepared prepare(long community, Wanted wanted);
}
