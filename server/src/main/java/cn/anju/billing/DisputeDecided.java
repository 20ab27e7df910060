package cn.anju.billing;

/** 异议了结：维持（或业主认可），或冲销。 */
public record DisputeDecided(long community, long billId, boolean isReversed) {}
