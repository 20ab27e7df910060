package cn.anju.cashier;

import cn.anju.cashier.ReceivePayment.Surplus;
import cn.anju.estate.Room;
import cn.anju.kernel.Money;
import cn.anju.ledger.Collector;
import cn.anju.resident.Holdings.Owner;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 算好了、正要记下的一笔收款。 @param collector whose receipt it is */
record NewPayment(String key, long shift, Room room, ReceivePayment command, Allocation allocation, List<Owner> owners,
                  LocalDate paidOn, Collector collector) {

    Money prepaid() {
        return command.surplus() == Surplus.PREPAY ? allocation.surplus() : Money.ZERO;
    }

    Money change() {
        return command.surplus() == Surplus.CHANGE ? allocation.surplus() : Money.ZERO;
    }

    /** Who named himself at the counter, else the owners on file. */
    @Nullable String payerName() {
        if (command.payerName() != null && !command.payerName().isBlank()) return command.payerName().strip();
        return owners.isEmpty() ? null : owners.stream().map(Owner::name).collect(Collectors.joining("、"));
    }
}
