package cn.anju.workforce;

import cn.anju.access.Masked;
import cn.anju.kernel.CurrentUser;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 交接单上系统已经知道的：没办完的工单、没完的事件、自己的钱箱；上一班交来还没了的，接着交。 */
@Component
@Transactional(readOnly = true)
class ShiftHandoverDraft {

    /** @param link the page inside the community that shows it */
    record Line(HandoverKind kind, String text, @Nullable String link, boolean needsPerson) {}

    /**
     * 写之前看一眼。
     *
     * @param found what the program carries by itself
     * @param carried keys, visitors and open matters of the paper this person signed last, to begin with
     */
    record Draft(List<Line> found, List<Line> carried) {}

    private static final int MOST_TICKETS = 150;

    private final JdbcClient jdbc;
    private final Clock clock;

    ShiftHandoverDraft(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Draft draft(long community, HandoverPost post) {
        return new Draft(found(community, post), carried(community, post));
    }

    /** What the papers of this moment say; collected again when the handover is written. */
    List<Line> found(long community, HandoverPost post) {
        var lines = new ArrayList<Line>();
        if (post.carriesTickets) {
            var tickets = tickets(community, post);
            lines.addAll(tickets.size() > MOST_TICKETS ? tickets.subList(0, MOST_TICKETS) : tickets);
            if (tickets.size() > MOST_TICKETS)
                lines.add(new Line(HandoverKind.TICKET, "另有 %d 张没办完的工单，见工单清单".formatted(tickets.size() - MOST_TICKETS), "tickets?open=true", false));
        }
        lines.addAll(jdbc.sql("""
            select 'INCIDENT' kind, number || '　' || title || '　' || to_char(opened_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') || ' 起' "text",
                   'incidents/' || id link, false needs_person
              from servicedesk.incident where community_id = :community and closed_at is null order by opened_at
            """).param("community", community).query(Line.class).list());
        if (post.carriesCash) lines.addAll(cash(community));
        return lines;
    }

    private List<Line> tickets(long community, HandoverPost post) {
        return jdbc.sql("""
            select 'TICKET' kind, t.number || '　' || coalesce(r.code, a.name, t.place, '') || '　' || t.title || coalesce('　经办 ' || w.name, '　没有人办')
                   || case when t.due_at < :now then '　已超时' else '' end "text", 'tickets/' || t.id link, false needs_person
              from servicedesk.ticket t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
              left join estate.common_area a on a.community_id = t.community_id and a.id = t.common_area_id
              left join access.staff w on w.id = t.owner_id
             where t.community_id = :community and t.state in ('OPEN', 'WORKING', 'PAUSED') and (:post <> 'ENGINEERING' or t.kind = 'REPAIR')
             order by t.due_at, t.id
            """).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("post", post.name()).query(Line.class).stream()
            .map(line -> new Line(line.kind(), Masked.text(line.text()), line.link(), false)).toList();
    }

    /** The count of an open drawer is blind: the sum is said by the counter's own handover. */
    private List<Line> cash(long community) {
        return jdbc.sql("""
            select 'CASH' kind, case when s.is_open then '收费班还开着，' || to_char(s.opened_at at time zone 'Asia/Shanghai', 'HH24:MI') || ' 开班，备用金 ' || s.float_amount || ' 元'
                        else '收费班已交，现金点得 ' || c.counted || ' 元，' || coalesce('收银交接 ' || h.signed_name || ' 已签', '收银交接还没有人签') end "text",
                   'shifts' link, false needs_person
              from cashier.shift s
              left join cashier.shift_close c on c.community_id = s.community_id and c.shift_id = s.id
              left join cashier.handover h on h.community_id = s.community_id and h.shift_id = s.id
             where s.community_id = :community and s.cashier_id = :me and (s.is_open or c.closed_at > cast(:now as timestamptz) - interval '14 hours')
             order by s.opened_at
            """).param("community", community).param("me", CurrentUser.get().id()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Line.class).list();
    }

    private List<Line> carried(long community, HandoverPost post) {
        return jdbc.sql("""
            select l.kind, l.text, l.link, l.needs_person
              from workforce.handover_line l
             where l.community_id = :community and l.taken_by is not null and l.kind in ('KEY', 'VISITOR', 'MATTER')
               and l.handover_id = (select max(h.id) from workforce.handover h where h.community_id = :community and h.post = :post and h.signed_by is not null)
               and not exists (select from workforce.handover_outcome o where o.community_id = l.community_id and o.line_id = l.id)
             order by l.position
            """).param("community", community).param("post", post.name()).query(Line.class).list();
    }
}
