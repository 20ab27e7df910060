package cn.anju.workforce.post;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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

/** 岗位说明书：上下级、晋升、编制、任职条件；改一次多一版，编制对着在岗的人数看。 */
@Service
@Transactional
class PostProfiles {

    /** @param version of what was read; 0 where there is none */
    record NewProfile(@NotBlank(message = "请选岗位") @Size(max = 40, message = "最多 40 字") String post, int version, @NotBlank(message = "请写上级") @Size(max = 60, message = "最多 60 字") String superior,
                      @Size(max = 100, message = "最多 100 字") @Nullable String subordinates, @Size(max = 100, message = "最多 100 字") @Nullable String promotion,
                      @Min(value = 0, message = "编制不能是负的") @Max(value = 1000, message = "编制最多 1000 人") int headcount,
                      @NotBlank(message = "请写任职条件") @Size(max = 300, message = "最多 300 字") String requirements, @Size(max = 300, message = "最多 300 字") @Nullable String cooperation) {}

    /** @param gap true: fewer people than the headcount, or more */
    record Filter(@Nullable String post, @Nullable Boolean gap) {}

    /** @param version nothing: nobody has described this post. @param actual how many have it today */
    record Row(String post, @Nullable Integer version, @Nullable String number, @Nullable String superior, @Nullable String subordinates, @Nullable String promotion, @Nullable Integer headcount, long actual,
               @Nullable String requirements, @Nullable String cooperation, @Nullable Instant madeAt, @Nullable String madeName) {}

    record Made(long id, String number, int version) {}

    private static final Map<String, String> SORTABLE = Map.of("post", "r.post", "headcount", "r.headcount", "actual", "r.actual");
    private static final String FROM = """
          from (select coalesce(p.post, a.post) post, p.version, p.number, p.superior, p.subordinates, p.promotion, p.headcount, coalesce(a.actual, 0) actual, p.requirements, p.cooperation, p.made_at, p.made_name,
                       coalesce(a.rank, 1000000) rank
                  from (select distinct on (post) * from workforce.post_profile where community_id = :community order by post, version desc) p
                  full join (select r.name post, count(distinct s.id) actual, min(r.id) rank
                               from access.role r join access.role_grant g on g.role_id = r.id join access.staff s on s.id = g.staff_id
                              where s.is_active and r.key <> 'administrator' and (g.community_id is null or g.community_id = :community) and g.from_on <= :today and (g.to_on is null or g.to_on >= :today)
                              group by r.name) a on a.post = p.post) r
         where (:post::text is null or position(:post in r.post) > 0) and (:gap::boolean is null or :gap = (r.headcount is not null and r.headcount <> r.actual))
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final AuditTrail audit;
    private final Clock clock;

    PostProfiles(JdbcClient jdbc, NumberSeries numbers, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
    }

    /** Every post that somebody has or that is described. */
    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var rows = matching("select r.*" + FROM + paging.orderBy(SORTABLE, "r.rank, r.post") + " limit :limit offset :offset", community, filter).param("limit", paging.limit())
            .param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, matching("select count(*)" + FROM, community, filter).query(Long.class).single());
    }

    /** All versions of one post, the latest first. */
    @Transactional(readOnly = true)
    List<Row> versions(long community, String post) {
        return jdbc.sql("""
            select p.post, p.version, p.number, p.superior, p.subordinates, p.promotion, p.headcount, 0::bigint actual, p.requirements, p.cooperation, p.made_at, p.made_name
              from workforce.post_profile p where p.community_id = :community and p.post = :post order by p.version desc
            """).param("community", community).param("post", post).query(Row.class).list();
    }

    /** 写一版。 @throws Problem 409 {@code profile-changed} */
    Made write(long community, NewProfile profile) {
        var user = CurrentUser.get();
        user.require(community, "workforce.personnel");
        var latest = jdbc.sql("select coalesce(max(version), 0) from workforce.post_profile where community_id = :community and post = :post").param("community", community).param("post", profile.post().strip())
            .query(Integer.class).single();
        if (latest != profile.version()) throw changed();
        var number = numbers.next("workforce", community, "GW", LocalDate.now(clock));
        try {
            var id = jdbc.sql("""
                insert into workforce.post_profile (community_id, number, post, version, superior, subordinates, promotion, headcount, requirements, cooperation, made_at, made_by, made_name)
                values (:community, :number, :post, :version, :superior, :subordinates, :promotion, :headcount, :requirements, :cooperation, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("post", profile.post().strip()).param("version", latest + 1).param("superior", profile.superior().strip())
                .param("subordinates", text(profile.subordinates())).param("promotion", text(profile.promotion())).param("headcount", profile.headcount()).param("requirements", profile.requirements().strip())
                .param("cooperation", text(profile.cooperation())).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).query(Long.class).single();
            audit.note("岗位说明 %s 第 %d 版".formatted(profile.post().strip(), latest + 1), null, profile);
            return new Made(id, number, latest + 1);
        } catch (DuplicateKeyException _) {
            throw changed();
        }
    }

    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Problem changed() {
        return Problem.conflict("profile-changed", "这个岗位刚有了新的一版，请刷新后再改");
    }

    private JdbcClient.StatementSpec matching(String sql, long community, Filter filter) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community, "today", LocalDate.now(clock)));
        values.put("post", text(filter.post()));
        values.put("gap", filter.gap());
        return jdbc.sql(sql).params(values);
    }
}
