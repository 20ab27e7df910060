package cn.anju.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Story;
import cn.anju.StoryDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 升级带来的新权限，给到该有的岗位；管理员收走过的，不再给回去。 */
@Story
class RoleBookTest {

    @Autowired RoleBook book;

    @AfterEach
    void restore() throws SQLException {
        run("insert into access.role_permission (role_id, permission) select id, 'search.use' from access.role where key = 'toll_attendant' on conflict do nothing");
    }

    @Test void 库里没见过的权限_升级时给到该有的岗位() throws SQLException {
        run("delete from access.role_permission where permission = 'search.use' and role_id in (select id from access.role where key in ('administrator', 'toll_attendant'))");
        book.write();
        assertThat(has("administrator") + has("toll_attendant")).isEqualTo(2);
    }

    @Test void 管理员收走的权限_升级时不给回去() throws SQLException {
        run("delete from access.role_permission where permission = 'search.use' and role_id = (select id from access.role where key = 'toll_attendant')");
        book.write();
        assertThat(has("toll_attendant")).isZero();
    }

    private static void run(String sql) throws SQLException {
        try (var owner = StoryDatabase.shared().connectAsOwner(); var statement = owner.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static int has(String role) throws SQLException {
        try (var owner = StoryDatabase.shared().connectAsOwner(); var statement = owner.createStatement();
             var rows = statement.executeQuery("select count(*) from access.role_permission p join access.role r on r.id = p.role_id where r.key = '" + role
                 + "' and p.permission = 'search.use'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
