package cn.anju.ledger;

/**
 * 一个收款主体在一个小区里：收据用哪个号段，是不是代开发商收。
 *
 * @param isMain the community's own entity, which collects whatever is not given to another one
 */
public record Collector(long entityId, String series, boolean isMain, boolean isAgency) {}
