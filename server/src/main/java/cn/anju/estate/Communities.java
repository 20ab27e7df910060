package cn.anju.estate;

import cn.anju.kernel.CommunityDirectory;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 小区：供别的模块查问。 */
@Component
@Transactional(readOnly = true)
public class Communities implements CommunityDirectory {

    /** 一个小区。 */
    public record Community(long id, String name, LocalDate booksStart, @Nullable Long regionId, @Nullable String region) {}

    private final JdbcClient jdbc;

    Communities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem 404 {@code community-not-found} */
    public Community get(long community) {
        return jdbc.sql(SELECT + " where c.id = :community").param("community", community).query(Community.class).optional()
            .orElseThrow(() -> Problem.notFound("community-not-found", "没有这个小区，或您不在这个小区工作"));
    }

    /** 建账月份的第一天；之前的不出账。 */
    public LocalDate booksStart(long community) {
        return get(community).booksStart();
    }

    public String name(long community) {
        return get(community).name();
    }

    /** The communities the current person may work in, by name. */
    public List<Community> visible() {
        var user = CurrentUser.get();
        return jdbc.sql(SELECT + " order by c.name collate \"C\"").query(Community.class).stream()
            .filter(community -> user.belongsTo(community.id())).toList();
    }

    @Override
    public boolean exists(long community) {
        return jdbc.sql("select exists (select from estate.community where id = :community)").param("community", community)
            .query(Boolean.class).single();
    }

    @Override
    public List<Long> all() {
        return jdbc.sql("select id from estate.community order by id").query(Long.class).list();
    }

    @Override
    public Map<Long, String> names() {
        var names = new LinkedHashMap<Long, String>();
        jdbc.sql("select id, name from estate.community order by name collate \"C\"")
            .query(row -> { names.put(row.getLong(1), row.getString(2)); });
        return names;
    }

    private static final String SELECT = """
        select c.id, c.name, c.books_start, c.region_id, g.name region
          from estate.community c left join estate.region g on g.id = c.region_id
        """;
}
