package cn.anju.estate;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 项目资料：合同、备案、验收、移交的文件，哪天到期。 */
@Service
class CommunityPapers {

    /** 有效期：一直有效、有效、快到期、已过期。 */
    enum Validity { LASTING, VALID, EXPIRING, EXPIRED }

    /** @param attachmentId the uploaded file; none when only the paper's number is known */
    record PaperFacts(@NotBlank(message = "请选资料种类") @Size(max = 40) String kind, @NotBlank(message = "请填资料名称") @Size(max = 100, message = "资料名称最多 100 字") String title,
                      @Nullable @Size(max = 100, message = "编号最多 100 字") String number, @Nullable LocalDate issuedOn, @Nullable LocalDate expiresOn,
                      @Nullable Long attachmentId, @Nullable @Size(max = 500) String note) {}

    record Paper(long id, String kind, String title, @Nullable String number, @Nullable LocalDate issuedOn, @Nullable LocalDate expiresOn, Validity validity,
                 @Nullable Long attachmentId, @Nullable String filename, @Nullable Integer size, @Nullable String note, OffsetDateTime addedAt, String addedBy) {}

    /** Papers that end within so many days are shown as expiring. */
    private static final int SOON_DAYS = 60;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    CommunityPapers(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** 先列快到期和过期的。 */
    @Transactional(readOnly = true)
    List<Paper> list(long community) {
        var today = LocalDate.now(clock);
        return jdbc.sql("""
            select p.id, p.kind, p.title, p.number, p.issued_on, p.expires_on, p.attachment_id, f.filename, f.size, p.note, p.added_at, p.added_by,
                   case when p.expires_on is null then 'LASTING' when p.expires_on < :today then 'EXPIRED'
                        when p.expires_on <= :soon then 'EXPIRING' else 'VALID' end validity
              from estate.community_paper p left join attachment.file f on f.community_id = p.community_id and f.id = p.attachment_id
             where p.community_id = :community order by p.expires_on nulls last, p.kind, p.title, p.id
            """).param("community", community).param("today", today).param("soon", today.plusDays(SOON_DAYS)).query(Paper.class).list();
    }

    /** 登记一份资料。 */
    @Transactional
    Paper add(long community, PaperFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        checkDates(facts);
        try {
            var id = jdbc.sql("""
                insert into estate.community_paper (community_id, kind, title, number, issued_on, expires_on, attachment_id, note, added_at, added_by)
                values (:community, :kind, :title, :number, :issued, :expires, :attachment, :note, :now, :by) returning id
                """).param("community", community).param("kind", facts.kind().strip()).param("title", facts.title().strip()).param("number", facts.number())
                .param("issued", facts.issuedOn()).param("expires", facts.expiresOn()).param("attachment", facts.attachmentId()).param("note", facts.note())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name()).query(Long.class).single();
            var paper = get(community, id);
            audit.note("项目资料 " + paper.title(), null, paper);
            return paper;
        } catch (DataIntegrityViolationException e) {
            throw Problem.invalid("attachment-not-found", "没有这份附件，请重新上传");
        }
    }

    /** 改一份资料，如续签后的到期日；换了文件，旧文件仍留在库里。 */
    @Transactional
    Paper change(long community, long id, PaperFacts facts) {
        CurrentUser.get().require(community, "estate.edit");
        checkDates(facts);
        var before = get(community, id);
        try {
            jdbc.sql("""
                update estate.community_paper
                   set kind = :kind, title = :title, number = :number, issued_on = :issued, expires_on = :expires, attachment_id = :attachment, note = :note
                 where community_id = :community and id = :id
                """).param("community", community).param("id", id).param("kind", facts.kind().strip()).param("title", facts.title().strip())
                .param("number", facts.number()).param("issued", facts.issuedOn()).param("expires", facts.expiresOn())
                .param("attachment", facts.attachmentId()).param("note", facts.note()).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.invalid("attachment-not-found", "没有这份附件，请重新上传");
        }
        var after = get(community, id);
        audit.note("项目资料 " + after.title(), before, after);
        return after;
    }

    /** 从清单里拿掉；文件本身留着。 */
    @Transactional
    void remove(long community, long id) {
        CurrentUser.get().require(community, "estate.edit");
        var paper = get(community, id);
        jdbc.sql("delete from estate.community_paper where community_id = :community and id = :id").param("community", community).param("id", id).update();
        audit.note("项目资料 " + paper.title(), paper, null);
    }

    private Paper get(long community, long id) {
        return list(community).stream().filter(paper -> paper.id() == id).findFirst()
            .orElseThrow(() -> Problem.notFound("paper-not-found", "没有这份资料"));
    }

    private static void checkDates(PaperFacts facts) {
        if (facts.issuedOn() != null && facts.expiresOn() != null && facts.expiresOn().isBefore(facts.issuedOn()))
            throw Problem.invalid("dates-reversed", "有效期不能早于签发日期");
    }
}
