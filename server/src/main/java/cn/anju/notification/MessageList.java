package cn.anju.notification;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 发出去的消息清单：发给谁、发了没有，没发的为什么。 */
@Component
@Transactional(readOnly = true)
class MessageList {

    /** @param state PENDING, SENDING, SENT, FAILED or SUPPRESSED; {@code q} the beginning of a room's code, or what the message says; {@code from} and {@code to} by the day it was made */
    record Filter(@Nullable String state, @Nullable String topic, Channel.@Nullable Kind channel, @Nullable Long person, @Nullable Long room,
                  @Nullable String q, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record Row(long id, Channel.Kind channel, long personId, String personName, @Nullable Long roomId, @Nullable String roomCode, String topic, String body, String state,
               @Nullable String cause, int tries, Instant madeAt, @Nullable Instant endedAt) {}

    private record Kept(long id, Channel.Kind channel, long personId, @Nullable Long roomId, @Nullable String roomCode, String topic, String body, String state,
                        @Nullable String cause, int tries, Instant madeAt, @Nullable Instant endedAt) {}

    private static final Map<String, String> STATES = Map.of("PENDING", "待发", "SENDING", "在发", "SENT", "已发", "FAILED", "没发成", "SUPPRESSED", "不必发");
    private static final Map<String, String> SORTABLE = Map.of("madeAt", "made_at", "state", "state", "topic", "topic");
    private static final String WHERE = """
        where m.community_id = :community and (:state::text is null or m.state = :state) and (:topic::text is null or m.topic = :topic)
          and (:channel::text is null or m.channel = :channel) and (:person::bigint is null or m.person_id = :person) and (:room::bigint is null or m.room_id = :room)
          and (:from::date is null or m.made_at >= :from::date::timestamp at time zone 'Asia/Shanghai') and (:to::date is null or m.made_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai')
          and (:q::text is null or position(:q in m.body) > 0 or m.room_id in (select r.id from estate.room r where r.community_id = :community and starts_with(r.code, :q)))
        """;

    private final JdbcClient jdbc;
    private final AddressBook addresses;

    MessageList(JdbcClient jdbc, AddressBook addresses) {
        this.jdbc = jdbc;
        this.addresses = addresses;
    }

    static List<Column<Row>> columns(ZoneId zone) {
        return List.of(
        Column.text("时间", 18, row -> Html.moment(row.madeAt(), zone)), Column.text("发给", 14, Row::personName), Column.text("房号", 12, Row::roomCode), Column.text("哪条路", 8, row -> row.channel().label),
            Column.text("类别", 10, Row::topic), Column.text("内容", 60, Row::body), Column.text("状态", 8, row -> STATES.get(row.state())), Column.text("说明", 30, Row::cause));
    }

    Page<Row> page(long community, Filter filter, Paging paging) {
        var kept = matching("""
            select m.id, m.channel, m.person_id, m.room_id, r.code room_code, m.topic, m.body, m.state, m.cause, m.tries, m.made_at, m.ended_at
              from notification.message m left join estate.room r on r.community_id = m.community_id and r.id = m.room_id
            """ + WHERE + paging.orderBy(SORTABLE, "id desc") + " limit :limit offset :offset", community, filter)
            .param("limit", paging.limit()).param("offset", paging.offset()).query(Kept.class).list();
        var names = addresses.names(community, kept.stream().map(Kept::personId).distinct().toList());
        return new Page<>(kept.stream().map(each -> new Row(each.id(), each.channel(), each.personId(), names.getOrDefault(each.personId(), "—"), each.roomId(), each.roomCode(),
            each.topic(), each.body(), each.state(), each.cause(), each.tries(), each.madeAt(), each.endedAt())).toList(),
            matching("select count(*) from notification.message m " + WHERE, community, filter).query(Long.class).single());
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        return jdbc.sql(sql).param("community", community).param("state", filter.state()).param("topic", filter.topic())
            .param("channel", filter.channel() == null ? null : filter.channel().name()).param("person", filter.person()).param("room", filter.room())
            .param("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip()).param("from", filter.from()).param("to", filter.to());
    }
}
