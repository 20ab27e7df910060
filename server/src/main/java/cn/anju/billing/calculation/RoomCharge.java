package cn.anju.billing.calculation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 一个收费标准版本，为一次出账备好，逐间房地算。 */
sealed interface RoomCharge permits PeriodCharge, MeteredCharge {

    /** 这间房的一行；不收、已收、还没到或为零的没有。 */
    @Nullable BillLine line(RoomFacts room, Set<BillWarning> warnings);
}
