package cn.anju.billing.calculation;

import java.util.List;
import java.util.Set;

/** 一个收费标准版本，为一次出账备好，逐间房地算。 */
sealed interface RoomCharge permits PeriodCharge, MeteredCharge {

    /** 这间房的各行，多数时候一行；不收、已收、还没到或为零的没有。 */
    List<BillLine> lines(RoomFacts room, Set<BillWarning> warnings);
}
