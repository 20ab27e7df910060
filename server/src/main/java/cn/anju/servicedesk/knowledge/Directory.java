package cn.anju.servicedesk.knowledge;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ServiceDeskSettings;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 主管部门电话簿与周边便民资讯：每条都有最近核对的日期和人，久不核对的提醒。 */
@Service
class Directory {

    enum Kind {
        AUTHORITY("主管部门"), LIFE("便民资讯");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** @param category e.g. 水 电 燃气 城管, or 医院 菜场 学校 */
    record Facts(@NotNull(message = "请选类别") Kind kind, @NotBlank(message = "请填分类，如 供水、派出所、药店") @Size(max = 20) String category,
                 @NotBlank(message = "请填名称") @Size(max = 60) String name, @Nullable @Size(max = 60) String phone, @Nullable @Size(max = 100) String address,
                 @Nullable @Size(max = 60) String hours, @Nullable @Size(max = 500) String note) {}

    /** @param finding what the check showed: 电话打通，无变化 */
    record Checked(@NotBlank(message = "请写核对的结果，如 打通了，没有变化") @Size(max = 200) String finding) {}

    record Filter(@Nullable String q, @Nullable Kind kind, @Nullable String category, @Nullable Boolean stale, @Nullable Boolean retired) {}

    /** @param isStale not checked for longer than the setting allows */
    record Row(long id, Kind kind, String category, String name, @Nullable String phone, @Nullable String address, @Nullable String hours, @Nullable String note,
               LocalDate checkedOn, String checkedName, boolean isStale, boolean isRetired) {}

    record Check(LocalDate checkedOn, String finding, String madeName, Instant madeAt) {}

    private static final Map<String, String> SORTABLE = Map.of("name", "name", "category", "category", "checkedOn", "checked_on");

    private final JdbcClient jdbc;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Directory(JdbcClient jdbc, Settings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "oldest", oldest(community)));
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("category", filter.category() == null || filter.category().isBlank() ? null : filter.category().strip());
        values.put("stale", filter.stale());
        values.put("retired", filter.retired() != null && filter.retired());
        var from = """
             from servicedesk.directory_entry
            where community_id = :community and is_retired = :retired and (:kind::text is null or kind = :kind)
              and (:category::text is null or category = :category) and (:stale::boolean is null or (checked_on < :oldest) = :stale)
              and (:q::text is null or position(:q in name) > 0 or position(:q in coalesce(phone, '')) > 0 or position(:q in coalesce(note, '')) > 0
                   or position(:q in coalesce(address, '')) > 0 or category = :q)
            """;
        var rows = jdbc.sql("select id, kind, category, name, phone, address, hours, note, checked_on, checked_name, checked_on < :oldest is_stale, is_retired"
            + from + paging.orderBy(SORTABLE, "kind, category, name") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    /** 多久没有核对的有几条。 */
    @Transactional(readOnly = true)
    long stale(long community) {
        return jdbc.sql("select count(*) from servicedesk.directory_entry where community_id = :community and not is_retired and checked_on < :oldest")
            .param("community", community).param("oldest", oldest(community)).query(Long.class).single();
    }

    @Transactional(readOnly = true)
    List<Check> checks(long community, long id) {
        one(community, id);
        return jdbc.sql("""
            select checked_on, finding, made_name, made_at from servicedesk.directory_check where community_id = :community and entry_id = :id order by id desc limit 100
            """).param("community", community).param("id", id).query(Check.class).list();
    }

    /** 新添一条；添的当天算核对过。 */
    @Transactional
    Row add(long community, Facts facts) {
        CurrentUser.get().require(community, "servicedesk.knowledge");
        requireReachable(facts);
        try {
            var id = values(jdbc.sql("""
                insert into servicedesk.directory_entry (community_id, kind, category, name, phone, address, hours, note, checked_on, checked_name)
                values (:community, :kind, :category, :name, :phone, :address, :hours, :note, :today, :by) returning id
                """), community, facts).param("today", LocalDate.now(clock)).param("by", CurrentUser.get().name()).query(Long.class).single();
            writeCheck(community, id, "新添");
            audit.note("电话簿 " + facts.name().strip(), null, facts);
            return one(community, id);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("directory-entry-exists", "已经有「%s」", facts.name().strip());
        }
    }

    /** 改一条；改过当天算核对过。 */
    @Transactional
    Row change(long community, long id, Facts facts) {
        CurrentUser.get().require(community, "servicedesk.knowledge");
        requireReachable(facts);
        var before = one(community, id);
        try {
            values(jdbc.sql("""
                update servicedesk.directory_entry set kind = :kind, category = :category, name = :name, phone = :phone, address = :address, hours = :hours, note = :note
                 where community_id = :community and id = :id
                """), community, facts).param("id", id).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("directory-entry-exists", "已经有「%s」", facts.name().strip());
        }
        marked(community, id, "修改");
        audit.note("电话簿 " + facts.name().strip(), before, facts);
        return one(community, id);
    }

    /** 核对过了。 */
    @Transactional
    Row check(long community, long id, Checked checked) {
        CurrentUser.get().require(community, "servicedesk.knowledge");
        one(community, id);
        marked(community, id, checked.finding().strip());
        return one(community, id);
    }

    @Transactional
    void retire(long community, long id, boolean isRetired) {
        CurrentUser.get().require(community, "servicedesk.knowledge");
        var before = one(community, id);
        jdbc.sql("update servicedesk.directory_entry set is_retired = :retired where community_id = :community and id = :id")
            .param("retired", isRetired).param("community", community).param("id", id).update();
        audit.note("电话簿 " + before.name(), Map.of("停用", before.isRetired()), Map.of("停用", isRetired));
    }

    private void marked(long community, long id, String finding) {
        jdbc.sql("update servicedesk.directory_entry set checked_on = :today, checked_name = :by where community_id = :community and id = :id")
            .param("today", LocalDate.now(clock)).param("by", CurrentUser.get().name()).param("community", community).param("id", id).update();
        writeCheck(community, id, finding);
    }

    private void writeCheck(long community, long id, String finding) {
        jdbc.sql("""
            insert into servicedesk.directory_check (community_id, entry_id, checked_on, finding, made_by, made_name, made_at)
            values (:community, :id, :today, :finding, :by, :name, :at)
            """).param("community", community).param("id", id).param("today", LocalDate.now(clock)).param("finding", finding)
            .param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private Row one(long community, long id) {
        return jdbc.sql("""
            select id, kind, category, name, phone, address, hours, note, checked_on, checked_name, checked_on < :oldest is_stale, is_retired
              from servicedesk.directory_entry where community_id = :community and id = :id
            """).param("community", community).param("id", id).param("oldest", oldest(community)).query(Row.class).optional()
            .orElseThrow(() -> Problem.notFound("directory-entry-not-found", "电话簿里没有这一条"));
    }

    private LocalDate oldest(long community) {
        return LocalDate.now(clock).minusDays(settings.get(community, ServiceDeskSettings.DIRECTORY_DAYS).intValueExact());
    }

    private static void requireReachable(Facts facts) {
        if (text(facts.phone()) == null && text(facts.address()) == null) throw Problem.invalid("directory-unreachable", "电话和地址至少填一样");
    }

    private static JdbcClient.StatementSpec values(JdbcClient.StatementSpec statement, long community, Facts facts) {
        return statement.param("community", community).param("kind", facts.kind().name()).param("category", facts.category().strip())
            .param("name", facts.name().strip()).param("phone", text(facts.phone())).param("address", text(facts.address()))
            .param("hours", text(facts.hours())).param("note", text(facts.note()));
    }

    private static @Nullable String text(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
