package cn.anju.register;

import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** 台账定义的存取；写过的版本不再改。 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class Definitions {

    /** A version as the database keeps it: fields as JSON Schema, the rest beside it. */
    record Texts(String schema, String paper) {}

    private static final String SELECT = """
        select d.id, d.key, v.version, v.origin, v.schema::text schema, v.paper::text paper, v.version = d.current is_current, d.is_retired, d.offered, v.made_name, v.made_at
          from register.definition d join register.definition_version v on v.key = d.key
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Definitions(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The current version of every register in use, and of the retired ones when asked. */
    public List<Definition> all(boolean alsoRetired) {
        return jdbc.sql(SELECT + " where v.version = d.current and (:all or not d.is_retired) order by d.id").param("all", alsoRetired).query(this::definition).list();
    }

    /** @throws Problem 404 {@code register-not-found} */
    public Definition current(String key) {
        return jdbc.sql(SELECT + " where d.key = :key and v.version = d.current").param("key", key).query(this::definition).optional().orElseThrow(Definitions::unknown);
    }

    public Definition version(String key, int version) {
        return jdbc.sql(SELECT + " where d.key = :key and v.version = :version").param("key", key).param("version", version).query(this::definition).optional()
            .orElseThrow(Definitions::unknown);
    }

    public List<Definition> versions(String key) {
        return jdbc.sql(SELECT + " where d.key = :key order by v.version desc").param("key", key).query(this::definition).list();
    }

    public boolean exists(String key) {
        return jdbc.sql("select exists (select from register.definition where key = :key)").param("key", key).query(Boolean.class).single();
    }

    /** What came with the program last, as it was written. */
    public Optional<Texts> lastShipped(String key) {
        return jdbc.sql("""
            select schema::text schema, paper::text paper from register.definition_version
             where key = :key and origin = 'SHIPPED' order by version desc limit 1
            """).param("key", key).query(Texts.class).optional();
    }

    /** One writer of definitions at a time, also over two nodes. */
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('register.definition'))").query(rows -> {});
    }

    /** A register that is new, with its first version. */
    public void add(String key, Definition.Origin origin, Paper paper, @Nullable Long by, String name) {
        jdbc.sql("insert into register.definition (key, title, business, current) values (:key, :title, :business, 1)")
            .param("key", key).param("title", paper.title()).param("business", paper.business().name()).update();
        write(key, 1, origin, paper, by, name);
        duties(key, paper);
    }

    /** A further version. @param isCurrent whether it counts from now on, or is only offered */
    public int addVersion(String key, Definition.Origin origin, Paper paper, boolean isCurrent, @Nullable Long by, String name) {
        var version = jdbc.sql("select max(version) + 1 from register.definition_version where key = :key").param("key", key).query(Integer.class).single();
        write(key, version, origin, paper, by, name);
        if (isCurrent) use(key, version, paper);
        else jdbc.sql("update register.definition set offered = :version where key = :key").param("version", version).param("key", key).update();
        return version;
    }

    /** This version counts from now on. */
    public void use(String key, int version, Paper paper) {
        jdbc.sql("""
            update register.definition set current = :version, title = :title, business = :business,
                   offered = case when offered > :version then offered end
             where key = :key
            """).param("version", version).param("title", paper.title()).param("business", paper.business().name()).param("key", key).update();
        duties(key, paper);
    }

    public void decline(String key) {
        jdbc.sql("update register.definition set offered = null where key = :key").param("key", key).update();
    }

    public void retire(String key, boolean isRetired) {
        jdbc.sql("update register.definition set is_retired = :retired where key = :key").param("retired", isRetired).param("key", key).update();
    }

    private void write(String key, int version, Definition.Origin origin, Paper paper, @Nullable Long by, String name) {
        var texts = texts(paper);
        jdbc.sql("""
            insert into register.definition_version (key, version, origin, schema, paper, made_by, made_name, made_at)
            values (:key, :version, :origin, :schema::json, :paper::json, :by, :name, :now)
            """).param("key", key).param("version", version).param("origin", origin.name()).param("schema", texts.schema()).param("paper", texts.paper())
            .param("by", by).param("name", name).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private void duties(String key, Paper paper) {
        jdbc.sql("delete from register.definition_duty where register_key = :key").param("key", key).update();
        jdbc.sql("insert into register.definition_duty (register_key, duty_id) select :key, unnest(:duties::text[])")
            .param("key", key).param("duties", paper.duties().toArray(String[]::new)).update();
    }

    public Texts texts(Paper paper) {
        var rest = json.<ObjectNode>valueToTree(paper);
        rest.remove("fields");
        return new Texts(json.writeValueAsString(FieldSchema.of(paper)), json.writeValueAsString(rest));
    }

    private Definition definition(ResultSet row, int i) throws SQLException {
        var paper = (ObjectNode) json.readTree(row.getString("paper"));
        paper.set("fields", json.valueToTree(FieldSchema.fields(json.readTree(row.getString("schema")))));
        return new Definition(row.getLong("id"), row.getString("key"), row.getInt("version"), Definition.Origin.valueOf(row.getString("origin")),
            json.treeToValue(paper, Paper.class), row.getBoolean("is_current"), row.getBoolean("is_retired"), row.getObject("offered", Integer.class), row.getString("made_name"),
            row.getObject("made_at", OffsetDateTime.class).toInstant());
    }

    private static Problem unknown() {
        return Problem.notFound("register-not-found", "没有这本台账，或您的岗位不看它");
    }
}
