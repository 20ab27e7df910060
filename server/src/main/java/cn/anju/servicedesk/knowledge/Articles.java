package cn.anju.servicedesk.knowledge;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 知识库的编写：新写一条、改一版、停用；旧版都在，谁改的、为什么。 */
@Service
class Articles {

    /**
     * 一版的内容。
     *
     * @param keywords divided by commas: what residents call it
     * @param authorityId an entry of the phone book, for what is not ours
     */
    record Text(@NotBlank(message = "请填分类，如 装修、用水、停车") @Size(max = 20) String category, @NotBlank(message = "请填标题") @Size(max = 100) String title,
                @Nullable @Size(max = 200) String keywords, @NotBlank(message = "请写内容") @Size(max = 20_000, message = "内容最多 20000 字") String body,
                @Nullable Long authorityId, @NotNull(message = "请填从哪天起这样说") LocalDate validFrom,
                @NotBlank(message = "请写依据或修改原因") @Size(max = 200) String reason) {}

    record NewArticle(@NotNull(message = "请选类别") ArticleKind kind, @NotNull @Valid Text text) {}

    /** 说给了哪张工单，或登记本的哪一笔。 */
    record Told(@Nullable Long ticketId, @Nullable Long contactId) {

        Told {
            if ((ticketId == null) == (contactId == null)) throw Problem.invalid("citation-subject", "工单和登记本的一笔，两样里选一样");
        }
    }

    /** @param retired only those that are no longer in use; without it only those that are */
    record Filter(@Nullable String q, @Nullable ArticleKind kind, @Nullable String category, @Nullable Boolean retired) {}

    record Row(long id, ArticleKind kind, String category, String title, @Nullable String keywords, int version, LocalDate validFrom, String madeName,
               Instant madeAt, boolean isRetired, long cited) {}

    record Version(int version, String title, @Nullable String keywords, String body, @Nullable Long authorityId, @Nullable String authority,
                   @Nullable String phone, LocalDate validFrom, String reason, String madeName, Instant madeAt) {}

    record Citation(int version, String subjectType, long subjectId, String madeName, Instant madeAt) {}

    /**
     * @param current the version that counts today; none when the first one counts later
     * @param versions all, the newest first
     */
    record Detail(long id, ArticleKind kind, String category, boolean isRetired, @Nullable Integer current, List<Version> versions, List<Citation> citations) {}

    private static final Map<String, String> SORTABLE = Map.of("title", "title", "category", "category", "validFrom", "valid_from", "cited", "cited", "madeAt", "made_at");

    private final JdbcClient jdbc;
    private final Knowledge knowledge;
    private final AuditTrail audit;
    private final Clock clock;

    Articles(JdbcClient jdbc, Knowledge knowledge, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.knowledge = knowledge;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Filter filter, Paging paging) {
        var values = new HashMap<String, @Nullable Object>(Map.of("community", community));
        values.put("q", filter.q() == null || filter.q().isBlank() ? null : filter.q().strip());
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("category", filter.category() == null || filter.category().isBlank() ? null : filter.category().strip());
        values.put("retired", filter.retired() != null && filter.retired());
        var from = """
             from (select distinct on (a.id) a.id, a.kind, a.category, v.title, v.keywords, v.body, v.version, v.valid_from, v.made_name, v.made_at, a.is_retired,
                          (select count(*) from servicedesk.article_citation c where c.community_id = a.community_id and c.article_id = a.id) cited
                     from servicedesk.article a join servicedesk.article_version v on v.community_id = a.community_id and v.article_id = a.id
                    where a.community_id = :community and a.is_retired = :retired
                    order by a.id, v.version desc) n
            where (:kind::text is null or kind = :kind) and (:category::text is null or category = :category)
              and (:q::text is null or position(:q in title) > 0 or position(:q in body) > 0 or position(:q in coalesce(keywords, '')) > 0 or category = :q)
            """;
        var rows = jdbc.sql("select id, kind, category, title, keywords, version, valid_from, made_name, made_at, is_retired, cited" + from
            + paging.orderBy(SORTABLE, "kind, category, id") + " limit :limit offset :offset")
            .params(values).param("limit", paging.limit()).param("offset", paging.offset()).query(Row.class).list();
        return new Page<>(rows, jdbc.sql("select count(*)" + from).params(values).query(Long.class).single());
    }

    /** @throws Problem 404 {@code article-not-found} */
    @Transactional(readOnly = true)
    Detail one(long community, long id) {
        record Head(ArticleKind kind, String category, boolean isRetired) {}
        var head = jdbc.sql("select kind, category, is_retired from servicedesk.article where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(Head.class).optional().orElseThrow(Knowledge::unknown);
        var versions = jdbc.sql("""
            select v.version, v.title, v.keywords, v.body, v.authority_id, e.name authority, e.phone, v.valid_from, v.reason, v.made_name, v.made_at
              from servicedesk.article_version v
              left join servicedesk.directory_entry e on e.community_id = v.community_id and e.id = v.authority_id
             where v.community_id = :community and v.article_id = :id order by v.version desc
            """).param("community", community).param("id", id).query(Version.class).list();
        var citations = jdbc.sql("""
            select version, subject_type, subject_id, made_name, made_at from servicedesk.article_citation
             where community_id = :community and article_id = :id order by id desc limit 50
            """).param("community", community).param("id", id).query(Citation.class).list();
        var today = LocalDate.now(clock);
        var current = versions.stream().filter(version -> !version.validFrom().isAfter(today)).map(Version::version).findFirst().orElse(null);
        return new Detail(id, head.kind(), head.category(), head.isRetired(), current, versions, citations);
    }

    /** 新写一条。 */
    @Transactional
    Detail add(long community, NewArticle article) {
        CurrentUser.get().require(community, "servicedesk.knowledge");
        var id = jdbc.sql("insert into servicedesk.article (community_id, kind, category) values (:community, :kind, :category) returning id")
            .param("community", community).param("kind", article.kind().name()).param("category", article.text().category().strip()).query(Long.class).single();
        return written(community, id, article.kind(), article.text());
    }

    /** 改成新的一版；旧版不动。 */
    @Transactional
    Detail revise(long community, long id, Text text) {
        CurrentUser.get().require(community, "servicedesk.knowledge");
        var before = lock(community, id);
        jdbc.sql("update servicedesk.article set category = :category where community_id = :community and id = :id")
            .param("category", text.category().strip()).param("community", community).param("id", id).update();
        return written(community, id, before.kind(), text);
    }

    /** 停用，或重新启用。 */
    @Transactional
    void retire(long community, long id, boolean isRetired) {
        CurrentUser.get().require(community, "servicedesk.knowledge");
        var before = lock(community, id);
        jdbc.sql("update servicedesk.article set is_retired = :retired where community_id = :community and id = :id")
            .param("retired", isRetired).param("community", community).param("id", id).update();
        audit.note("知识库 " + before.versions().getFirst().title(), Map.of("停用", before.isRetired()), Map.of("停用", isRetired));
    }

    /** 记下把它说给了谁。 */
    @Transactional
    void cite(long community, long id, Told told) {
        CurrentUser.get().require(community, "servicedesk.register");
        knowledge.cite(community, id, told.ticketId() == null ? "contact" : "ticket", told.ticketId() == null ? told.contactId() : told.ticketId());
    }

    private Detail lock(long community, long id) {
        jdbc.sql("select id from servicedesk.article where community_id = :community and id = :id for update").param("community", community).param("id", id)
            .query(Long.class).optional().orElseThrow(Knowledge::unknown);
        return one(community, id);
    }

    private Detail written(long community, long id, ArticleKind kind, Text text) {
        if (kind == ArticleKind.NOT_OURS && text.authorityId() == null)
            throw Problem.invalid("authority-missing", "不归物业管的，请选该找哪个部门；电话簿里没有的先添上");
        if (text.authorityId() != null && !jdbc.sql("select exists (select from servicedesk.directory_entry where community_id = :community and id = :id)")
            .param("community", community).param("id", text.authorityId()).query(Boolean.class).single())
            throw Problem.notFound("directory-entry-not-found", "电话簿里没有这个单位");
        var user = CurrentUser.get();
        jdbc.sql("""
            insert into servicedesk.article_version (community_id, article_id, version, title, keywords, body, authority_id, valid_from, reason, made_by, made_name, made_at)
            select :community, :id, 1 + coalesce(max(version), 0), :title, :keywords, :body, :authority, :from, :reason, :by, :name, :at
              from servicedesk.article_version where community_id = :community and article_id = :id
            """).param("community", community).param("id", id).param("title", text.title().strip())
            .param("keywords", text.keywords() == null || text.keywords().isBlank() ? null : text.keywords().strip()).param("body", text.body().strip())
            .param("authority", text.authorityId()).param("from", text.validFrom()).param("reason", text.reason().strip())
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("知识库 " + text.title().strip(), null, text);
        return one(community, id);
    }
}
