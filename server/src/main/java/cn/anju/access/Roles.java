package cn.anju.access;

import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 角色：一组权限。随程序来的可以改，系统管理员的不可以。 */
@Service
class Roles {

    record RoleText(@NotBlank(message = "请填角色名") @Size(max = 40, message = "角色名太长") String name,
                    @NotNull(message = "请选权限") Set<String> permissions) {}

    /**
     * @param builtin came with the program
     * @param fixed cannot be edited
     * @param members how many people have it today
     */
    record Row(long id, String key, String name, boolean builtin, boolean fixed, long members, List<String> permissions) {}

    /** 权限目录里的一项。 */
    record PermissionLabel(String permission, String label) {}

    private final JdbcClient jdbc;
    private final RoleBook book;
    private final Administrators administrators;
    private final IncompatibleDuties duties;
    private final AuditTrail audit;
    private final Clock clock;

    Roles(JdbcClient jdbc, RoleBook book, Administrators administrators, IncompatibleDuties duties, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.administrators = administrators;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
    }

    List<PermissionLabel> permissions() {
        return book.permissions().entrySet().stream().map(entry -> new PermissionLabel(entry.getKey(), entry.getValue())).toList();
    }

    @Transactional(readOnly = true)
    List<Row> list() {
        return jdbc.sql("""
            select r.id, r.key, r.name, r.is_builtin,
                   (select count(distinct g.staff_id) from access.role_grant g
                     where g.role_id = r.id and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)),
                   array(select p.permission from access.role_permission p where p.role_id = r.id order by p.permission)
              from access.role r order by r.is_builtin desc, r.id
            """)
            .param("today", LocalDate.now(clock))
            .query((row, i) -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4),
                row.getString(2).equals(RoleBook.ADMINISTRATOR), row.getLong(5), List.of((String[]) row.getArray(6).getArray()))).list();
    }

    @Transactional(readOnly = true)
    Row get(long id) {
        return list().stream().filter(row -> row.id() == id).findFirst().orElseThrow(Roles::unknown);
    }

    /** 新角色。 @throws Problem 400 {@code permission-unknown}, 403 {@code beyond-own-permissions}, 409 {@code duties-incompatible} */
    @Transactional
    long add(RoleText role) {
        requireKnown(role.permissions());
        duties.requireApart(role.permissions());
        administrators.requireWithinOwn(role.permissions(), null);
        var id = jdbc.sql("insert into access.role (key, name) values (:key, :name) returning id")
            .param("key", "custom_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())).param("name", role.name().strip())
            .query(Long.class).single();
        write(id, role.permissions());
        audit.note("角色 " + role.name(), null, role);
        return id;
    }

    /** 改角色，立刻对所有担任它的人生效。 @throws Problem 409 {@code role-fixed}, {@code duties-incompatible} */
    @Transactional
    void change(long id, RoleText role) {
        requireKnown(role.permissions());
        duties.requireApart(role.permissions());
        var before = lock(id);
        var added = new HashSet<>(role.permissions());
        before.permissions().forEach(added::remove);
        administrators.requireWithinOwn(added, null);
        jdbc.sql("update access.role set name = :name where id = :id").param("name", role.name().strip()).param("id", id).update();
        jdbc.sql("delete from access.role_permission where role_id = :id").param("id", id).update();
        write(id, role.permissions());
        duties.requireApartForHolders(id);
        audit.note("角色 " + before.name(), new RoleText(before.name(), new TreeSet<>(before.permissions())), role);
    }

    /** @throws Problem 409 {@code role-fixed} for what came with the program, {@code role-in-use} when anybody ever had it */
    @Transactional
    void remove(long id) {
        var before = lock(id);
        if (before.builtin()) throw Problem.conflict("role-fixed", "随程序来的角色不能删除");
        if (jdbc.sql("select exists (select from access.role_grant where role_id = :id)").param("id", id).query(Boolean.class).single())
            throw Problem.conflict("role-in-use", "有人担任或担任过「%s」，不能删除", before.name());
        jdbc.sql("delete from access.role where id = :id").param("id", id).update();
        audit.note("角色 " + before.name(), new RoleText(before.name(), new TreeSet<>(before.permissions())), null);
    }

    private Row lock(long id) {
        jdbc.sql("select id from access.role where id = :id for update").param("id", id).query(Long.class).optional().orElseThrow(Roles::unknown);
        var row = get(id);
        if (row.fixed()) throw Problem.conflict("role-fixed", "系统管理员的权限不能改");
        return row;
    }

    private void requireKnown(Set<String> permissions) {
        for (var permission : permissions)
            if (!book.permissions().containsKey(permission)) throw Problem.invalid("permission-unknown", "没有「%s」这项权限", permission);
    }

    private void write(long id, Set<String> permissions) {
        jdbc.sql("insert into access.role_permission (role_id, permission) select :id, unnest(:permissions::text[])")
            .param("id", id).param("permissions", permissions.toArray(String[]::new)).update();
    }

    private static Problem unknown() {
        return Problem.notFound("role-unknown", "没有这个角色");
    }
}
