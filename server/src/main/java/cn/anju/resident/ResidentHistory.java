package cn.anju.resident;

import cn.anju.estate.RoomStory;
import cn.anju.estate.StoryItem;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 住户的来龙去脉：只添不改，号码不写明。 */
@Component
class ResidentHistory implements RoomStory {

    record Item(@Nullable Long roomId, @Nullable Long personId, String kind, String text) {}

    record Entry(OffsetDateTime happenedAt, String actor, String kind, String text) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ResidentHistory(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void add(long community, @Nullable Long room, @Nullable Long person, String kind, String text, String actor) {
        addAll(community, List.of(new Item(room, person, kind, text)), actor);
    }

    void addAll(long community, List<Item> items, String actor) {
        if (items.isEmpty()) return;
        jdbc.sql("""
            insert into resident.history (community_id, room_id, person_id, happened_at, actor, kind, text)
            select :community, n."roomId", n."personId", :now, :actor, n.kind, n.text
              from jsonb_to_recordset(:items::jsonb) as n ("roomId" bigint, "personId" bigint, kind text, text text)
            """).param("community", community).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("actor", actor)
            .param("items", json.writeValueAsString(items)).update();
    }

    @Transactional(readOnly = true)
    List<Entry> ofPerson(long community, long person) {
        return jdbc.sql("""
            select happened_at, actor, kind, text from resident.history
             where community_id = :community and person_id = :person order by happened_at desc, id desc limit 200
            """).param("community", community).param("person", person).query(Entry.class).list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoryItem> of(long community, long room) {
        return jdbc.sql("""
            select happened_at at, kind, text, actor, case when person_id is not null then 'people/' || person_id end link
              from resident.history where community_id = :community and room_id = :room order by happened_at desc, id desc limit 200
            """).param("community", community).param("room", room).query(StoryItem.class).list();
    }
}
