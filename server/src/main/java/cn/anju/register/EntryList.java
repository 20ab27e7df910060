package cn.anju.register;

import cn.anju.attachment.Attachment;
import cn.anju.attachment.Attachments;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 一本台账的条目。 */
@Component
@Transactional(readOnly = true)
class EntryList {

    /** Where an entry stands. */
    enum Stage {
        CONFIRM("待签认"), FOLLOW_UP("待跟进"), DONE("已记"), STRUCK("已划去");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** What may be done with it now. */
    enum Act { CHANGE, STRIKE, CONFIRM, FOLLOW_UP }

    /**
     * 按什么找；空的不限。
     *
     * @param q in any field
     * @param by staff id of the writer
     * @param field with {@code value}: what this field contains
     */
    record Filter(@Nullable String q, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Long by, @Nullable Stage stage, @Nullable Long room,
                  @Nullable String field, @Nullable String value) {

        static Filter none() {
            return new Filter(null, null, null, null, null, null, null, null);
        }
    }

    /**
     * @param texts field key → what a person reads
     * @param isLate to be followed up, and its day has passed
     */
    record Row(long id, LocalDate day, String summary, Map<String, String> texts, Stage stage, @Nullable LocalDate followUpOn, boolean isLate, long madeBy, String madeName,
               Instant madeAt, @Nullable String confirmedName, @Nullable Instant confirmedAt, @Nullable Long roomId, int version) {}

    record Event(String label, Map<String, String> before, Map<String, String> after, @Nullable String reason, String madeName, Instant madeAt) {}

    /** One entry, with the definition by which it was written. */
    record Detail(Row entry, Map<String, @Nullable Object> values, int revision, Definition definition, List<Event> events, List<Act> acts) {}

    private static final String STAGE = """
        case when e.state = 'STRUCK' then 'STRUCK' when e.needs_second and e.confirmed_by is null then 'CONFIRM'
             when e.follow_up_on is not null and e.followed_up_at is null then 'FOLLOW_UP' else 'DONE' end
        """;

    private static final String FROM = """
          from register.entry e
         where e.community_id = :community and e.register_key = :register and (:id::bigint is null or e.id = :id)
           and (:from::date is null or e.day >= :from) and (:to::date is null or e.day <= :to) and (:by::bigint is null or e.made_by = :by)
           and (:room::bigint is null or e.room_id = :room) and (:stage::text is null or %s = :stage)
           and (:field::text is null or :value::text is null or position(:value in coalesce(e.texts ->> :field, '')) > 0)
           and (:q::text is null or position(:q in e.made_name) > 0 or exists (select from jsonb_each_text(e.texts) t where position(:q in t.value) > 0))
        """.formatted(STAGE);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Definitions definitions;
    private final RegisterAccess access;
    private final Attachments attachments;
    private final Clock clock;

    EntryList(JdbcClient jdbc, JsonMapper json, Definitions definitions, RegisterAccess access, Attachments attachments, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.definitions = definitions;
        this.access = access;
        this.attachments = attachments;
        this.clock = clock;
    }

    /** @throws Problem 404 {@code register-not-found} for whom the register is not meant */
    Page<Row> list(long community, String register, Filter filter, Paging paging) {
        var definition = definitions.current(register);
        access.requireRead(community, definition);
        var total = matching("select count(*)" + FROM, community, register, filter, null).query(Long.class).single();
        var rows = matching("select e.*, " + STAGE + " stage" + FROM + paging.orderBy(sortable(definition.paper()), "e.day desc, e.id desc") + " limit :limit offset :offset",
            community, register, filter, null).param("limit", paging.limit()).param("offset", paging.offset()).query(this::row).list();
        return new Page<>(rows, total);
    }

    /** @throws Problem 404 {@code register-not-found}, {@code entry-not-found} */
    Detail one(long community, String register, long id) {
        var current = definitions.current(register);
        var rights = access.requireRead(community, current);
        record Found(Row row, String values, int revision, EntryTable.Locked state) {}
        var found = matching("select e.*, " + STAGE + " stage" + FROM, community, register, Filter.none(), id)
            .query((row, i) -> new Found(row(row, i), row.getString("values"), row.getInt("revision"),
                new EntryTable.Locked(id, register, row.getInt("version"), row.getObject("day", LocalDate.class), "", "STRUCK".equals(row.getString("state")),
                    row.getBoolean("needs_second"), row.getObject("confirmed_by") != null, row.getObject("follow_up_on", LocalDate.class),
                    row.getObject("followed_up_at") != null, row.getInt("revision"), row.getLong("made_by"), row.getObject("deputy_for", Long.class))))
            .optional().orElseThrow(() -> Problem.notFound("entry-not-found", "没有这条记录"));
        return new Detail(found.row(), json.readValue(found.values(), new TypeReference<Map<String, @Nullable Object>>() {}), found.revision(),
            definitions.version(register, found.row().version()), events(community, id), acts(found.state(), current, rights));
    }

    /** A file of the register: who may read the register may read it. */
    Attachment file(long community, String register, long file) {
        access.requireRead(community, definitions.current(register));
        var isOf = jdbc.sql("select exists (select from register.file where community_id = :community and file_id = :file and register_key = :register)")
            .param("community", community).param("file", file).param("register", register).query(Boolean.class).single();
        if (!isOf) throw Problem.notFound("attachment-not-found", "没有这份附件");
        return attachments.read(community, file);
    }

    private static List<Act> acts(EntryTable.Locked entry, Definition current, RegisterAccess.Rights rights) {
        var acts = new ArrayList<Act>();
        if (entry.isStruck() || current.isRetired()) return acts;
        var mayWrite = rights.mayWrite(current.paper());
        if (entry.needsSecond() && !entry.isConfirmed() && rights.mayWriteAny() && !Entries.isOwn(entry, CurrentUser.get())) acts.add(Act.CONFIRM);
        if (mayWrite && entry.followUpOn() != null && !entry.isFollowedUp()) acts.add(Act.FOLLOW_UP);
        if (mayWrite && !entry.isConfirmed()) acts.add(Act.CHANGE);
        if (mayWrite) acts.add(Act.STRIKE);
        return acts;
    }

    private List<Event> events(long community, long id) {
        return jdbc.sql("""
            select kind, before::text, after::text, reason, made_name, made_at from register.entry_event
             where community_id = :community and entry_id = :entry order by id
            """).param("community", community).param("entry", id)
            .query((row, i) -> new Event(EntryTable.Event.valueOf(row.getString(1)).label(), texts(row.getString(2)), texts(row.getString(3)), row.getString(4),
                row.getString(5), row.getObject(6, OffsetDateTime.class).toInstant())).list();
    }

    /** Keys of a definition are checked words, so that they may stand in the statement; numbers sort as numbers. */
    private static Map<String, String> sortable(Paper paper) {
        var columns = new HashMap<>(Map.of("day", "e.day", "madeAt", "e.made_at", "madeName", "e.made_name collate \"C\"", "stage", STAGE));
        for (var field : paper.fields())
            columns.put("f." + field.key(), field.type().isNumber() ? "(e.values ->> '" + field.key() + "')::numeric" : "e.texts ->> '" + field.key() + "' collate \"C\"");
        return columns;
    }

    private JdbcClient.StatementSpec matching(String sql, long community, String register, Filter filter, @Nullable Long id) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "register", register));
        values.put("id", id);
        values.put("q", blank(filter.q()));
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("by", filter.by());
        values.put("room", filter.room());
        values.put("stage", filter.stage() == null ? null : filter.stage().name());
        values.put("field", blank(filter.field()));
        values.put("value", blank(filter.value()));
        return jdbc.sql(sql).params(values);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Map<String, String> texts(String stored) {
        return json.readValue(stored, new TypeReference<Map<String, String>>() {});
    }

    private Row row(ResultSet row, int i) throws SQLException {
        var stage = Stage.valueOf(row.getString("stage"));
        var due = row.getObject("follow_up_on", LocalDate.class);
        var confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        var isOpen = due != null && row.getObject("followed_up_at") == null && stage != Stage.STRUCK;
        return new Row(row.getLong("id"), row.getObject("day", LocalDate.class), row.getString("summary"), texts(row.getString("texts")), stage, isOpen ? due : null,
            isOpen && due.isBefore(LocalDate.now(clock)), row.getLong("made_by"), row.getString("made_name"), row.getObject("made_at", OffsetDateTime.class).toInstant(),
            row.getString("confirmed_name"), confirmed == null ? null : confirmed.toInstant(), row.getObject("room_id", Long.class), row.getInt("version"));
    }
}
