package cn.anju.cashier;

/** 作废了一笔收款。 */
public record PaymentVoided(long community, long paymentId, long roomId) {}
