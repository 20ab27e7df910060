package cn.anju.servicedesk.ticket;

import cn.anju.search.SearchEntry;
import cn.anju.search.SearchIndex;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchTerm;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 工单按编号搜得到。 */
@Component
public class TicketIndex {

    private record Found(String number, String title, @Nullable String room, boolean isLate) {}

    private final JdbcClient jdbc;
    private final SearchIndex index;

    TicketIndex(JdbcClient jdbc, SearchIndex index) {
        this.jdbc = jdbc;
        this.index = index;
    }

    /** 过了期的写着超时。 */
    public void put(long community, long ticket) {
        var found = jdbc.sql("""
            select t.number, t.title, r.code room,
                   exists (select from servicedesk.late_mark m where m.community_id = t.community_id and m.ticket_id = t.id) is_late from servicedesk.ticket t
              left join estate.room r on r.community_id = t.community_id and r.id = t.room_id
             where t.community_id = :community and t.id = :ticket
            """).param("community", community).param("ticket", ticket).query(Found.class).single();
        index.put(community, new SearchEntry(SearchKind.TICKET, ticket, found.number(),
            (found.isLate() ? "超时 · " : "") + (found.room() == null ? "" : found.room() + " · ") + found.title(), "tickets/" + ticket, SearchTerm.number(found.number())));
    }
}
