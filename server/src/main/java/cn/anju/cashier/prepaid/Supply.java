package cn.anju.cashier.prepaid;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 一间房的一种表预付费：同一间房同种的几只表合在一起计费，余额也合在一起。
 *
 * @param chargeItem whose tariff prices it, and for which it is topped up
 */
record Supply(long id, long roomId, String roomCode, String meterKind, String chargeItem, LocalDate fromOn, @Nullable LocalDate endedOn, int version) {}
