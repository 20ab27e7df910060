package cn.anju.billing;

/** 有人对一行账单提出异议：违约金和催缴从今天起停。 */
public record BillDisputed(long community, long billId) {}
