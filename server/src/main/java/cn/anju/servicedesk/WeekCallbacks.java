package cn.anju.servicedesk;

/**
 * 维修回访率数哪些、哪些算访到：凭证收回以后一周内（设置）由前台访到的。说一次，比例、指标和点开的工单都照这里。
 *
 * <p>Conditions on a ticket {@code t}; they ask for {@code :today} and for the setting's days under the name given.
 */
public final class WeekCallbacks {

    private static final String VOUCHER = """
        (select (max(o.voucher_at) at time zone 'Asia/Shanghai')::date returned_on from servicedesk.work_order o
          where o.community_id = t.community_id and o.ticket_id = t.id and o.state = 'FINISHED') v
        """;

    private WeekCallbacks() {}

    /** The desk has reached the household between the end of the work and the last day of the week. */
    public static String called(String days) {
        return """
            exists (select from servicedesk.callback b cross join %s
                     where b.community_id = t.community_id and b.ticket_id = t.id and b.stage = 'WEEK' and b.outcome <> 'UNREACHED' and b.made_at >= t.done_at
                       and (b.made_at at time zone 'Asia/Shanghai')::date <= v.returned_on + cast(:%s as int))
            """.formatted(VOUCHER, days);
    }

    /**
     * Repairs whose household can be called and whose voucher came back from one day until before another. Those whose week is
     * still running count once they are called: nobody is behind with them yet.
     */
    public static String counted(String from, String until, String days) {
        return """
            (t.kind = 'REPAIR' and t.phone is not null and t.state in ('DONE', 'CLOSED')
             and exists (select from %s where v.returned_on >= %s and v.returned_on < %s and (v.returned_on + cast(:%s as int) < cast(:today as date) or %s)))
            """.formatted(VOUCHER, from, until, days, called(days));
    }
}
