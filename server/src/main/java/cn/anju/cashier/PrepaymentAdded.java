package cn.anju.cashier;

/** 存了指明项目的预存；在那个事务里发出。 */
public record PrepaymentAdded(long community, long roomId, String chargeItem) {}
