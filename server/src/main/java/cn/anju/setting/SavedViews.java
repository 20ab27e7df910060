package cn.anju.setting;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 各人存下的列表视图：一页的筛选和排序，起个名字，下次一点就到；只有自己看得见。 */
@Service
class SavedViews {

    /** @param query the filters as they stand in the page's address, without the question mark */
    record View(long id, String name, String query) {}

    /** @param page the page's address within a community, such as {@code rooms} */
    record NewView(@NotNull @Pattern(regexp = "[a-z0-9/-]{1,60}", message = "没有这一页") String page,
                   @NotBlank(message = "请给视图起个名字") @Size(max = 30, message = "名字最多 30 字") String name,
                   @NotNull @Size(max = 1000, message = "条件太长，存不下") String query) {}

    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<View> of(String page) {
        return jdbc.sql("select id, name, query from setting.saved_view where staff_id = :me and page = :page order by id")
            .param("me", CurrentUser.get().id()).param("page", page).query(View.class).list();
    }

    /** 存一个视图；同名的换成新的条件。 */
    @Transactional
    List<View> save(NewView view) {
        if (of(view.page()).stream().filter(known -> !known.name().equals(view.name().strip())).count() >= MOST)
            throw Problem.conflict("too-many-views", "这一页已经存了 %d 个视图，请先删掉用不着的", MOST);
        jdbc.sql("""
            insert into setting.saved_view (staff_id, page, name, query, saved_at) values (:me, :page, :name, :query, :now)
            on conflict (staff_id, page, name) do update set query = excluded.query, saved_at = excluded.saved_at
            """).param("me", CurrentUser.get().id()).param("page", view.page()).param("name", view.name().strip()).param("query", view.query())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return of(view.page());
    }

    /** 删掉自己的一个视图。 */
    @Transactional
    void remove(long id) {
        var removed = jdbc.sql("delete from setting.saved_view where id = :id and staff_id = :me").param("id", id).param("me", CurrentUser.get().id()).update();
        if (removed == 0) throw Problem.notFound("view-not-found", "没有这个视图");
    }
}
