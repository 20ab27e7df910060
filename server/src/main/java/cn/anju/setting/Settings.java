package cn.anju.setting;

import cn.anju.kernel.ChangeLog;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 设置的读与改：小区自己的值在先，公司的值在后，再没有就是默认。 */
@Service
public class Settings {

    /** 一个模块的全部设置，供设置页列出。 */
    public interface Catalogue {

        /** What the group is called on the page. */
        String label();

        List<Setting<?>> settings();
    }

    record Change(@Nullable String value, @Nullable String changedName, Instant changedAt) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<Catalogue> catalogues;
    private final ChangeLog changes;
    private final Clock clock;

    Settings(JdbcClient jdbc, ObjectProvider<Catalogue> catalogues, ChangeLog changes, Clock clock) {
        this.jdbc = jdbc;
        this.catalogues = catalogues;
        this.changes = changes;
        this.clock = clock;
    }

    /** The value that counts in this community; {@link Scope#COMPANY} for the company's own. */
    @Transactional(readOnly = true)
    public <T> T get(long community, Setting<T> setting) {
        return setting.parse().apply(current(community, setting));
    }

    /** 改一项设置；{@code value} 为空即恢复默认。 @throws Problem 400 {@code setting-invalid} */
    @Transactional
    public void set(long community, String key, @Nullable String value) {
        var user = CurrentUser.get();
        if (community == Scope.COMPANY) user.requireEverywhere("setting.edit");
        else user.require(community, "setting.edit");
        var setting = known(community, key);
        if (value != null) setting.parse().apply(value);
        changes.note("设置 " + setting.label(), Map.of("value", current(community, setting)),
            Map.of("value", value == null ? "（恢复默认）" : value));
        jdbc.sql("""
            insert into setting.setting_value (community_id, key, value, changed_by, changed_name, changed_at)
            values (:community, :key, :value, :by, :name, :at)
            """)
            .param("community", community).param("key", key).param("value", value)
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private Setting<?> known(long community, String key) {
        var setting = catalogues.stream().flatMap(catalogue -> catalogue.settings().stream())
            .filter(known -> known.key().equals(key)).findFirst()
            .orElseThrow(() -> Problem.notFound("setting-unknown", "没有「%s」这项设置", key));
        if (community != Scope.COMPANY && setting.isCompanyOnly())
            throw Problem.notFound("setting-unknown", "「%s」只能由公司统一设置", setting.label());
        return setting;
    }

    private String current(long community, Setting<?> setting) {
        return own(community, setting.key()).or(() -> community == Scope.COMPANY ? Optional.empty() : company(setting.key()))
            .orElse(setting.fallback());
    }

    /** @throws Problem 404 {@code setting-unknown} */
    @Transactional(readOnly = true)
    List<Change> history(long community, String key) {
        known(community, key);
        return jdbc.sql("""
            select value, changed_name, changed_at from setting.setting_value
             where community_id = :community and key = :key order by id desc limit 100
            """).param("community", community).param("key", key)
            .query((row, i) -> new Change(row.getString(1), row.getString(2), row.getObject(3, OffsetDateTime.class).toInstant())).list();
    }

    Optional<String> own(long community, String key) {
        return jdbc.sql("""
            select value from setting.setting_value
             where community_id = :community and key = :key order by id desc limit 1
            """).param("community", community).param("key", key)
            .query((row, i) -> Optional.ofNullable(row.getString(1))).optional().flatMap(value -> value);
    }

    /** The company's rows are readable from every community's scope through a function that knows only them. */
    Optional<String> company(String key) {
        return jdbc.sql("select setting.company_value(:key)").param("key", key)
            .query((row, i) -> Optional.ofNullable(row.getString(1))).single();
    }
}
