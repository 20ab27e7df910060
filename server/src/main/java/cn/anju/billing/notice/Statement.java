package cn.anju.billing.notice;

import cn.anju.billing.FormerOwners;
import cn.anju.billing.PrepaymentSource;
import cn.anju.billing.PrepaymentSource.Prepaid;
import cn.anju.estate.Rooms;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 现业主或一位原业主自己的对账单：一间房一段日子里，期初欠多少、记了什么、收了什么、期末欠多少；预存另列。
 *
 * <p>A bill counts on the day on which it was published, or on the day of its entry when that is earlier: from then on it
 * can be paid, so that nothing is ever owed less than nothing.
 */
@Component
class Statement {

    /**
     * 一笔。
     *
     * @param charged what was added to the debt; negative for a reversal
     * @param settled what was taken off it; negative when that was taken back
     * @param balance owed after it
     */
    record Line(LocalDate on, String what, @Nullable LocalDate periodStart, @Nullable LocalDate periodEnd, Money charged, Money settled, Money balance) {}

    /** @param prepaid money that waits for bills; of a former owner it was moved or paid back when he went: nothing */
    record View(long roomId, String roomCode, LocalDate from, LocalDate to, Money opening, Money charged, Money settled, Money closing, List<Line> lines,
                Prepaid prepaid) {}

    /** 一位原业主。 @param until the day before the room was another's */
    record Former(long personId, String name, LocalDate until) {}

    private record Move(LocalDate on, String what, @Nullable LocalDate periodStart, @Nullable LocalDate periodEnd, Money charged, Money settled) {}

    private static final int LONGEST_YEARS = 10;

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final ObjectProvider<PrepaymentSource> prepayments;

    Statement(JdbcClient jdbc, Rooms rooms, ObjectProvider<PrepaymentSource> prepayments) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.prepayments = prepayments;
    }

    /** 办过过户的原业主，近的在前。 */
    @Transactional(readOnly = true)
    List<Former> formerOwners(long community, long roomId) {
        rooms.byId(community, roomId);
        return jdbc.sql("""
                select p.id person_id, p.name, max(o.transfer_on) - 1 until
                  from billing.ownership_transfer o
                  join resident.person p on p.community_id = o.community_id and p.id = any (o.from_ids)
                 where o.community_id = :community and o.room_id = :room group by p.id, p.name order by until desc, p.id
                """).param("community", community).param("room", roomId).query(Former.class).list();
    }

    /** @throws Problem 404 {@code former-owner-not-found} */
    @Transactional(readOnly = true)
    String name(long community, long roomId, long former) {
        return formerOwners(community, roomId).stream().filter(each -> each.personId() == former).findFirst()
            .map(each -> "%s（原业主，至 %s）".formatted(each.name(), each.until()))
            .orElseThrow(() -> Problem.notFound("former-owner-not-found", "这间房没有这位原业主"));
    }

    /** @throws Problem 404 {@code room-not-found}; 400 {@code dates-reversed}, {@code period-too-long} */
    @Transactional(readOnly = true)
    View of(long community, long roomId, LocalDate from, LocalDate to, @Nullable Long former) {
        if (to.isBefore(from)) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        if (from.plusYears(LONGEST_YEARS).isBefore(to)) throw Problem.invalid("period-too-long", "一次最多看 %d 年", LONGEST_YEARS);
        var room = rooms.byId(community, roomId);
        if (former != null) name(community, roomId, former);
        var moves = moves(community, roomId, to, former);
        var balance = Money.ZERO;
        var opening = Money.ZERO;
        var charged = Money.ZERO;
        var settled = Money.ZERO;
        var lines = new ArrayList<Line>();
        for (var move : moves) {
            balance = balance.plus(move.charged()).minus(move.settled());
            if (move.on().isBefore(from)) {
                opening = balance;
                continue;
            }
            charged = charged.plus(move.charged());
            settled = settled.plus(move.settled());
            lines.add(new Line(move.on(), move.what(), move.periodStart(), move.periodEnd(), move.charged(), move.settled(), balance));
        }
        return new View(roomId, room.code(), from, to, opening, charged, settled, balance, lines,
            former == null ? prepayments.getObject().prepaid(community, roomId, from, to, since(community, roomId)) : Prepaid.NONE);
    }

    private @Nullable LocalDate since(long community, long room) {
        return jdbc.sql("select max(made_at at time zone 'Asia/Shanghai')::date from billing.ownership_transfer where community_id = :community and room_id = :room")
            .param("community", community).param("room", room).query(LocalDate.class).optional().orElse(null);
    }

    /** A transfer took line b away from this owner: split, or paid for ahead and billed again. */
    private static final String TAKEN_BY_TRANSFER = """
        exists (select from billing.correction_line cl
                  join billing.correction c on c.community_id = cl.community_id and c.id = cl.correction_id and c.kind = 'TRANSFER'
                 where cl.community_id = b.community_id and cl.bill_id = b.id and cl.is_reversed
                   and (cast(:former as bigint) is null
                        or :former = any ((select o.from_ids from billing.ownership_transfer o
                                            where o.community_id = b.community_id and o.room_id = b.room_id and o.made_at <= c.made_at
                                            order by o.made_at desc, o.id desc limit 1)::bigint[])))
        """;
    /** Line b ran across a transfer by which this owner went, and was reversed for whatever reason. */
    private static final String STRADDLED = """
        (b.is_reversed and exists (select from billing.ownership_transfer o
                                    where o.community_id = b.community_id and o.room_id = b.room_id and o.transfer_on > b.period_start
                                      and o.transfer_on <= b.period_end and (cast(:former as bigint) is null or :former = any (o.from_ids))))
        """;
    /** Line b is of days that ended before this owner went, and after whoever went before him. */
    private static final String OF_FORMER = """
        :former = any ((select o.from_ids from billing.ownership_transfer o
                         where o.community_id = b.community_id and o.room_id = b.room_id and o.transfer_on > b.period_end
                         order by o.transfer_on limit 1)::bigint[])
        """;

    /** Everything up to the day, in the order in which it counted. A line reversed later was owed until then; what a transfer reversed was the former owner's. */
    private List<Move> moves(long community, long room, LocalDate to, @Nullable Long former) {
        return jdbc.sql("""
            with line as (
              select b.id, b.amount, b.period_start, b.period_end, i.name item, least(n.entry_on,
                     (select min(p.made_at at time zone 'Asia/Shanghai')::date from billing.bill_run_move p
                       where p.community_id = n.community_id and p.run_id = n.id and p.to_state = 'PUBLISHED')) charged_on
                from billing.bill b
                join billing.bill_run n on n.community_id = b.community_id and n.id = b.run_id and n.entry_on is not null
                join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
               where b.community_id = :community and b.room_id = :room and b.payer = 'OWNER' and
            """ + (former == null ? FormerOwners.NONE + " and not " + TAKEN_BY_TRANSFER + " and not " + STRADDLED
                : "(" + OF_FORMER + " or " + TAKEN_BY_TRANSFER + " or " + STRADDLED + ")") + """
            )
            select m.moved_on "on", m.what, m.period_start, m.period_end, m.charged, m.settled from (
              select l.charged_on moved_on, 0 place, l.id, l.item what, l.period_start, l.period_end, l.amount charged, 0.00 settled from line l
              union all
              select least(v.reversed_on, (v.made_at at time zone 'Asia/Shanghai')::date), 2, l.id, '冲销 ' || l.item, l.period_start, l.period_end, -v.amount, 0.00
                from line l join billing.bill_reversal v on v.community_id = :community and v.bill_id = l.id
              union all
              select s.settled_on, case when s.reverses_id is null then 3 else 1 end, min(s.id), case s.kind when 'PAYMENT' then '收款' when 'PREPAYMENT' then '预存抵扣' when 'DISCOUNT' then '优惠' else '减免' end
                       || case when bool_and(s.reverses_id is null) then '' else '（退回）' end, null, null, 0.00, sum(s.amount)
                from line l join billing.settlement s on s.community_id = :community and s.bill_id = l.id
               group by s.settled_on, s.kind, s.source_id, (s.reverses_id is null)) m
             where m.moved_on <= :to order by m.moved_on, m.place, m.id
            """)
            .param("community", community).param("room", room).param("to", to).param("former", former).query(Move.class).list();
    }
}
