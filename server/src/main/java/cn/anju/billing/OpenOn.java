package cn.anju.billing;

/** 某日终了还欠着的账单：凡说到「某日欠多少」的查询都从这一句开始，数字才处处一样。 */
public final class OpenOn {

    /** Takes {@code :community} and {@code :asOf}; gives {@code open}: the bill's columns and {@code still_open}. */
    public static final String WITH = """
        with settled as (
          select bill_id, sum(amount) amount from billing.settlement
           where community_id = :community and settled_on <= :asOf group by bill_id),
        open as (
          select b.*, b.amount - coalesce(s.amount, 0) still_open,
                 """ + Disputes.FROZEN_DAYS.formatted(":asOf") + """

            from billing.bill b
            join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on <= :asOf
            left join settled s on s.bill_id = b.id
            left join billing.bill_reversal v on v.community_id = b.community_id and v.bill_id = b.id and v.reversed_on <= :asOf
           where b.community_id = :community and v.bill_id is null and b.amount > coalesce(s.amount, 0))
        """;

    private OpenOn() {}
}
