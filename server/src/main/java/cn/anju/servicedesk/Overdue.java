package cn.anju.servicedesk;

/**
 * 什么算超时：只在这里说一次，清单、今日页、搜索和指标都照它。
 *
 * <p>Conditions on a ticket {@code t} and an order {@code o} of it, at {@code :now}. A pause stops what is due, and the promise with it.
 */
public final class Overdue {

    /** 还没有人在路上、也没有人开工。 */
    public static final String NOBODY_CAME = """
        not exists (select from servicedesk.work_order going
          where going.community_id = t.community_id and going.ticket_id = t.id and coalesce(going.on_way_at, going.started_at) is not null)
        """;

    /** 答应了几时上门，过了还没有人在路上、也没有人开工。 */
    private static final String PROMISE = "t.promised_at < :now and " + NOBODY_CAME;

    /** 没办完、已经超时的工单：过了办完期限，没人接过了接单期限，或者误了答应的上门时间。 */
    public static final String OPEN_TICKET = """
        (t.state in ('OPEN', 'WORKING') and t.due_at < :now or t.state = 'OPEN' and t.accepted_at is null and t.accept_due_at < :now
         or t.state in ('OPEN', 'WORKING') and %s)
        """.formatted(PROMISE);

    /** 超时的工单，办完得晚的也算。 */
    public static final String TICKET = "(%s or coalesce(t.done_at > t.due_at, false))".formatted(OPEN_TICKET);

    /** 没完、已经超时的任务单：工单过了期限，过了最迟到的时间还没开工，或者误了答应住户的时间。 */
    public static final String OPEN_ORDER = """
        (o.ended_at is null and coalesce(o.state <> 'PAUSED' and (t.due_at < :now or %s) or o.started_at is null and o.arrive_by < :now, false))
        """.formatted(PROMISE);

    /** 超时的任务单，办完得晚的也算。 */
    public static final String ORDER = "(%s or o.ended_at is not null and coalesce(o.finished_at > t.due_at, false))".formatted(OPEN_ORDER);

    private Overdue() {}
}
