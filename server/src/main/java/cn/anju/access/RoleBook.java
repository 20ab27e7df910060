package cn.anju.access;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 权限目录与随程序而来的岗位。
 *
 * <p>A role that the database does not know yet is written at start; one that is there already is the administrator's
 * and stays as it is, with two exceptions: a permission that the database has never seen goes to the roles the program means it for,
 * and the administrator's own role always has every permission.
 */
@Component
class RoleBook {

    static final String ADMINISTRATOR = "administrator";

    private static final String ALL = "*";

    private final JdbcClient jdbc;
    private final Map<String, String> permissions = new LinkedHashMap<>();

    RoleBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
        // YAML reads "access.manage: …" as one flat key, which is what it is here.
        yaml("permissions.yaml").forEach((name, label) -> permissions.put(name, label.toString()));
    }

    /** Permission → label, in the order of the file. */
    Map<String, String> permissions() {
        return permissions;
    }

    @Transactional
    public void write() {
        var unseen = unseen();
        yaml("roles.yaml").forEach((key, value) -> write(key, (Map<?, ?>) value, unseen));
    }

    /** What an upgrade brought: the administrator has had every permission there was. */
    private Set<String> unseen() {
        var unseen = new HashSet<>(permissions.keySet());
        jdbc.sql("select p.permission from access.role_permission p join access.role r on r.id = p.role_id where r.key = :key").param("key", ADMINISTRATOR)
            .query(String.class).list().forEach(unseen::remove);
        return unseen;
    }

    private void write(String key, Map<?, ?> role, Set<String> unseen) {
        var isNew = jdbc.sql("insert into access.role (key, name, is_builtin) values (:key, :name, true) on conflict (key) do nothing")
            .param("key", key).param("name", role.get("name")).update() > 0;
        var isWhole = isNew || key.equals(ADMINISTRATOR);
        var granted = ((List<?>) role.get("permissions")).stream().map(String::valueOf).filter(each -> isWhole || unseen.contains(each)).toList();
        jdbc.sql("""
            insert into access.role_permission (role_id, permission)
            select r.id, p from access.role r, unnest(:permissions::text[]) p where r.key = :key
                on conflict do nothing
            """)
            .param("permissions", (granted.contains(ALL) ? permissions.keySet() : granted).toArray(String[]::new))
            .param("key", key).update();
    }

    static Map<String, Object> yaml(String file) {
        var reader = new YamlMapFactoryBean();
        reader.setResources(new ClassPathResource("cn/anju/access/" + file));
        return reader.getObject();
    }
}
