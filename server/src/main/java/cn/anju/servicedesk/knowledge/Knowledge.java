package cn.anju.servicedesk.knowledge;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 知识库怎么说：受理时按说的话找现行的口径，说给谁听了记一笔。 */
@Service
@Transactional(readOnly = true)
public class Knowledge {

    /**
     * 现行的一条说法。
     *
     * @param version the one that counts today, to be named when it is cited
     * @param authority whom to turn to, for what is not ours
     * @param phone of the authority; public numbers are not masked
     */
    public record Answer(long articleId, int version, ArticleKind kind, String category, String title, String body, LocalDate validFrom,
                         @Nullable String authority, @Nullable String phone) {}

    /** 一条叫什么。 @param keywords by which else it goes, with commas between */
    record Titled(long articleId, ArticleKind kind, String category, String title, @Nullable String keywords) {}

    private static final int MOST = 8;
    private static final Pattern BETWEEN = Pattern.compile("[\\s,，。、；;？?！!]+");

    private final JdbcClient jdbc;
    private final Clock clock;

    Knowledge(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 按说的话找，最像的在前。
     *
     * <p>An article is the closer the more of its keywords, title words and typed words meet; a keyword inside what was said counts most.
     *
     * @param said whole sentences are welcome
     * @param kind only this kind; all when absent
     */
    public List<Answer> find(long community, String said, @Nullable ArticleKind kind) {
        var words = BETWEEN.splitAsStream(said.strip()).filter(word -> word.length() > 1).limit(20).toArray(String[]::new);
        return jdbc.sql(CURRENT + """
            , scored as (
                select c.*, (select count(*) * 3 from unnest(string_to_array(replace(coalesce(c.keywords, ''), '，', ','), ',')) k
                              where btrim(k) <> '' and position(btrim(k) in :said) > 0)
                          + (select count(*) from unnest(:words::text[]) w
                              where position(w in c.title || ' ' || coalesce(c.keywords, '') || ' ' || c.category || ' ' || c.body) > 0) score
                  from current c where :kind::text is null or c.kind = :kind)
            select article_id, version, kind, category, title, body, valid_from, authority, phone from scored
             where score > 0 order by score desc, article_id limit :most
            """).param("community", community).param("today", LocalDate.now(clock)).param("said", said).param("words", words)
            .param("kind", kind == null ? null : kind.name()).param("most", MOST).query(Answer.class).list();
    }

    /** 现行各条的标题和别的叫法，给搜索用。 */
    List<Titled> titles(long community) {
        return jdbc.sql(CURRENT + "select article_id, kind, category, title, keywords from current order by article_id").param("community", community)
            .param("today", LocalDate.now(clock)).query(Titled.class).list();
    }

    /** 这一类事不归物业管时怎么说、找谁；没有写过就是空的。 */
    public List<Answer> notOurs(long community, String said) {
        return find(community, said, ArticleKind.NOT_OURS);
    }

    /** @throws Problem 404 {@code article-not-found}; also when nothing of it counts yet */
    public Answer current(long community, long article) {
        return jdbc.sql(CURRENT + "select article_id, version, kind, category, title, body, valid_from, authority, phone from current where article_id = :article")
            .param("community", community).param("today", LocalDate.now(clock)).param("article", article).query(Answer.class).optional()
            .orElseThrow(Knowledge::unknown);
    }

    /** 记下把这一条说给了谁：随登记的事务成立。 @param subjectType {@code ticket} or {@code contact} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cite(long community, long article, String subjectType, long subject) {
        var told = current(community, article);
        var table = subjectType.equals("ticket") ? "servicedesk.ticket" : "servicedesk.contact";
        if (!jdbc.sql("select exists (select from " + table + " where community_id = :community and id = :id)")
            .param("community", community).param("id", subject).query(Boolean.class).single())
            throw Problem.notFound("citation-subject-not-found", "没有这张工单或这笔登记");
        var user = CurrentUser.get();
        jdbc.sql("""
            insert into servicedesk.article_citation (community_id, article_id, version, subject_type, subject_id, made_by, made_name, made_at)
            values (:community, :article, :version, :type, :subject, :by, :name, :at)
            """).param("community", community).param("article", article).param("version", told.version()).param("type", subjectType)
            .param("subject", subject).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    static Problem unknown() {
        return Problem.notFound("article-not-found", "知识库里没有这一条，或还没有开始施行");
    }

    /** The latest version that counts on {@code :today} of every article in use. */
    private static final String CURRENT = """
        with current as (
            select distinct on (a.id) a.id article_id, v.version, a.kind, a.category, v.title, v.keywords, v.body, v.valid_from, e.name authority, e.phone
              from servicedesk.article a
              join servicedesk.article_version v on v.community_id = a.community_id and v.article_id = a.id and v.valid_from <= :today
              left join servicedesk.directory_entry e on e.community_id = v.community_id and e.id = v.authority_id
             where a.community_id = :community and not a.is_retired
             order by a.id, v.version desc)
        """;
}
