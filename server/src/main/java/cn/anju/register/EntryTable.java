package cn.anju.register;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 条目和它的经过；只增不删。 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class EntryTable {

    /** What happened to an entry. */
    enum Event {
        WRITTEN("填写"), CHANGED("改动"), STRUCK("划去"), CONFIRMED("签认"), FOLLOWED_UP("跟进办妥");

        private final String label;

        Event(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** What a change has to know of the entry. */
    record Locked(long id, String register, int version, LocalDate day, String texts, boolean isStruck, boolean needsSecond, boolean isConfirmed,
                  @Nullable LocalDate followUpOn, boolean isFollowedUp, int revision, long madeBy, @Nullable Long deputyFor) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    EntryTable(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public Optional<Long> written(long community, String idempotencyKey) {
        return jdbc.sql("select id from register.entry where community_id = :community and made_by = :me and idempotency_key = :key")
            .param("community", community).param("me", CurrentUser.get().id()).param("key", idempotencyKey).query(Long.class).optional();
    }

    /** @return empty when the same request has just been written by its twin */
    public Optional<Long> add(long community, Definition definition, LocalDate day, EntryCheck.Checked entry, String idempotencyKey) {
        var user = CurrentUser.get();
        var id = jdbc.sql("""
            insert into register.entry (community_id, register_key, version, day, room_id, values, texts, summary, needs_second, follow_up_on,
                                        made_by, made_name, deputy_for, made_at, idempotency_key)
            values (:community, :register, :version, :day, :room, :values::jsonb, :texts::jsonb, :summary, :second, :followUp, :by, :name, :deputyFor, :now, :key)
            on conflict do nothing returning id
            """).param("community", community).param("register", definition.key()).param("version", definition.version()).param("day", day)
            .param("room", entry.room()).param("values", entry.values().toString()).param("texts", json.writeValueAsString(entry.texts()))
            .param("summary", entry.summary()).param("second", definition.paper().secondPerson()).param("followUp", entry.followUpOn()).param("by", user.id())
            .param("name", user.name()).param("deputyFor", user.deputyFor()).param("now", now()).param("key", idempotencyKey).query(Long.class).optional();
        id.ifPresent(made -> tell(community, made, Event.WRITTEN, Map.of(), Map.of(), null));
        return id;
    }

    /** @throws Problem 404 {@code entry-not-found} */
    public Locked lock(long community, String register, long id) {
        return jdbc.sql("""
            select id, register_key, version, day, texts::text, state = 'STRUCK', needs_second, confirmed_by is not null, follow_up_on, followed_up_at is not null,
                   revision, made_by, deputy_for
              from register.entry where community_id = :community and register_key = :register and id = :id for update
            """).param("community", community).param("register", register).param("id", id)
            .query((row, i) -> new Locked(row.getLong(1), row.getString(2), row.getInt(3), row.getObject(4, LocalDate.class), row.getString(5), row.getBoolean(6),
                row.getBoolean(7), row.getBoolean(8), row.getObject(9, LocalDate.class), row.getBoolean(10), row.getInt(11), row.getLong(12), row.getObject(13, Long.class)))
            .optional().orElseThrow(() -> Problem.notFound("entry-not-found", "没有这条记录"));
    }

    public void change(long community, long id, LocalDate day, EntryCheck.Checked entry) {
        jdbc.sql("""
            update register.entry set day = :day, room_id = :room, values = :values::jsonb, texts = :texts::jsonb, summary = :summary, follow_up_on = :followUp,
                   followed_up_at = case when :followUp::date is not null then followed_up_at end, revision = revision + 1
             where community_id = :community and id = :id
            """).param("day", day).param("room", entry.room()).param("values", entry.values().toString()).param("texts", json.writeValueAsString(entry.texts()))
            .param("summary", entry.summary()).param("followUp", entry.followUpOn()).param("community", community).param("id", id).update();
    }

    public void strike(long community, long id) {
        jdbc.sql("update register.entry set state = 'STRUCK', revision = revision + 1 where community_id = :community and id = :id")
            .param("community", community).param("id", id).update();
    }

    public void confirm(long community, long id) {
        var user = CurrentUser.get();
        jdbc.sql("""
            update register.entry set confirmed_by = :by, confirmed_name = :name, confirmed_at = :now, revision = revision + 1
             where community_id = :community and id = :id
            """).param("by", user.id()).param("name", user.name()).param("now", now()).param("community", community).param("id", id).update();
    }

    public void followedUp(long community, long id) {
        jdbc.sql("update register.entry set followed_up_at = :now, revision = revision + 1 where community_id = :community and id = :id")
            .param("now", now()).param("community", community).param("id", id).update();
    }

    public void tell(long community, long id, Event event, Map<String, String> before, Map<String, String> after, @Nullable String reason) {
        var user = CurrentUser.get();
        jdbc.sql("""
            insert into register.entry_event (community_id, entry_id, kind, before, after, reason, made_by, made_name, made_at)
            values (:community, :entry, :kind, :before::jsonb, :after::jsonb, :reason, :by, :name, :now)
            """).param("community", community).param("entry", id).param("kind", event.name()).param("before", json.writeValueAsString(before))
            .param("after", json.writeValueAsString(after)).param("reason", reason).param("by", user.id()).param("name", user.name()).param("now", now()).update();
    }

    public Map<String, String> texts(String stored) {
        return json.readValue(stored, new TypeReference<Map<String, String>>() {});
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
