package cn.anju.ledger;

import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;

/** 应收账龄；账单在后面的模块，由它实现。 */
public interface ReceivableAges {

    /**
     * 一个收费项目的应收，按到期后的日子分段。
     *
     * @param notDue not yet due on the day
     */
    record Age(String item, Money notDue, Money within30, Money within90, Money within365, Money within1095, Money older, Money total) {}

    /** As of the end of a day, also a past one: what came later does not count. */
    List<Age> asOf(long community, LocalDate day);
}
