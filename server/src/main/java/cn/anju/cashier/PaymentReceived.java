package cn.anju.cashier;

/** 收了一笔款。 */
public record PaymentReceived(long community, long paymentId, long roomId) {}
