package cn.anju.notification;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 发出去的消息清单：发了没有，没发的为什么。 */
@Component
@Transactional(readOnly = true)
class MessageList {

    /** @param state PENDING, SENDING, SENT, FAILED or SUPPRESSED */
    record Filter(@Nullable String state, @Nullable String topic, @Nullable Long person, @Nullable Long room) {}

    record Row(long id, Channel.Kind channel, long personId, @Nullable Long roomId, String topic, String body, String state, @Nullable String cause,
               int tries, Instant madeAt, @Nullable Instant endedAt) {}

    private static final Map<String, String> SORTABLE = Map.of("madeAt", "made_at", "state", "state", "topic", "topic");
    private static final String FROM = """
         from notification.message
        where community_id = :community and (:state::text is null or state = :state) and (:topic::text is null or topic = :topic)
          and (:person::bigint is null or person_id = :person) and (:room::bigint is null or room_id = :room)
        """;

    private final JdbcClient jdbc;

    MessageList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var rows = matching("select id, channel, person_id, room_id, topic, body, state, cause, tries, made_at, ended_at" + FROM
                + paging.orderBy(SORTABLE, "id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("state", filter.state()).param("topic", filter.topic())
            .param("person", filter.person()).param("room", filter.room());
    }
}
