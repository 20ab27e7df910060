package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.planning.DocumentKind.Retention;
import cn.anju.planning.DocumentKind.State;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 文件送谁阅、谁签了，归在哪一档，谁借出去、哪天还。 */
@Service
class DocumentArchive {

    record Sending(@NotEmpty(message = "请选送给谁") @Size(max = 200, message = "一次最多 200 人") List<@NotNull(message = "请选人") Long> staffIds) {}

    record Reading(@Size(max = 300, message = "最多 300 字") @Nullable String remark) {}

    record Filing(@NotBlank(message = "请填分类号") @Size(max = 30, message = "最多 30 字") String classNumber, @NotBlank(message = "请写放在哪里") @Size(max = 60, message = "最多 60 字") String place,
                  @NotNull(message = "请选保管多久") Retention retention) {}

    record Loan(@NotNull(message = "请选谁借") Long staffId, @NotBlank(message = "请写借来做什么") @Size(max = 200, message = "最多 200 字") String purpose, @NotNull(message = "请填哪天还") LocalDate dueOn) {}

    private record Out(long id, long documentId, String number, String title, long staffId, LocalDate dueOn) {}

    private final JdbcClient jdbc;
    private final Documents documents;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    DocumentArchive(JdbcClient jdbc, Documents documents, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 送阅；送过的不再送。 @throws Problem 404 {@code staff-not-found}; 409 {@code document-not-current} */
    @Transactional
    void send(long community, long id, Sending sending) {
        var user = CurrentUser.get();
        user.require(community, "planning.papers");
        var held = documents.held(community, id);
        if (held.state() != State.CURRENT && held.state() != State.DONE) throw Problem.conflict("document-not-current", "批准以后才送阅");
        for (var each : sending.staffIds().stream().distinct().toList()) {
            var reader = staff.of(each).filter(one -> one.belongsTo(community)).orElseThrow(() -> Problem.notFound("staff-not-found", "要送的人不在本小区，请另选"));
            var sent = jdbc.sql("""
                insert into planning.document_reader (community_id, document_id, staff_id, staff_name, sent_at, sent_name) values (:community, :id, :staff, :reader, :now, :name) on conflict do nothing
                """).param("community", community).param("id", id).param("staff", each).param("reader", reader.name()).param("now", now()).param("name", user.name()).update();
            if (sent == 1) notices.tell(community, List.of(each), new Notice("公文", "请阅签：%s".formatted(held.title()), held.number(), "documents/" + id, "document-reader:%d".formatted(id)));
        }
        audit.note("文件 %s 送阅".formatted(held.number()), null, sending);
    }

    /** 阅签。 @throws Problem 404 {@code document-not-found}; 409 {@code already-read} */
    @Transactional
    void read(long community, long id, Reading reading) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        var held = documents.held(community, id);
        var read = jdbc.sql("select read_at is not null from planning.document_reader where community_id = :community and document_id = :id and staff_id = :me")
            .param("community", community).param("id", id).param("me", user.id()).query(Boolean.class).optional().orElseThrow(() -> Problem.notFound("document-not-found", "这份文件没有送给您"));
        if (read) throw Problem.conflict("already-read", "您已经签过了");
        jdbc.sql("update planning.document_reader set read_at = :now, remark = :remark where community_id = :community and document_id = :id and staff_id = :me").param("now", now())
            .param("remark", reading.remark() == null || reading.remark().isBlank() ? null : reading.remark().strip()).param("community", community).param("id", id).param("me", user.id()).update();
        audit.note("文件 %s 阅签".formatted(held.number()), null, reading);
    }

    /** 归档；放错了可以改。 @throws Problem 409 {@code document-not-fileable} */
    @Transactional
    void file(long community, long id, Filing filing) {
        var user = CurrentUser.get();
        user.require(community, "planning.papers");
        var held = documents.held(community, id);
        if (held.state() == State.DRAFT || held.state() == State.CHECKING) throw Problem.conflict("document-not-fileable", "还没有定的文件不归档");
        jdbc.sql("""
            update planning.document set class_number = :class, place = :place, retention = :retention, filed_at = :now, filed_name = :name where community_id = :community and id = :id
            """).param("class", filing.classNumber().strip()).param("place", filing.place().strip()).param("retention", filing.retention().name()).param("now", now()).param("name", user.name())
            .param("community", community).param("id", id).update();
        audit.note("文件 %s 归档".formatted(held.number()), null, filing);
    }

    /** 借出。 @throws Problem 400 {@code due-past}; 404 {@code staff-not-found}; 409 {@code document-not-filed}, {@code document-lent} */
    @Transactional
    void lend(long community, long id, Loan loan) {
        var user = CurrentUser.get();
        user.require(community, "planning.papers");
        var held = documents.held(community, id);
        if (!held.isFiled()) throw Problem.conflict("document-not-filed", "没有归档的文件不用借，请先归档");
        if (loan.dueOn().isBefore(LocalDate.now(clock))) throw Problem.invalid("due-past", "归还的日子不能早于今天");
        var borrower = staff.of(loan.staffId()).filter(each -> each.belongsTo(community)).orElseThrow(() -> Problem.notFound("staff-not-found", "借的人不在本小区，请另选一位"));
        try {
            jdbc.sql("""
                insert into planning.document_loan (community_id, document_id, staff_id, staff_name, purpose, lent_at, lent_name, due_on)
                values (:community, :id, :staff, :borrower, :purpose, :now, :name, :due)
                """).param("community", community).param("id", id).param("staff", borrower.id()).param("borrower", borrower.name()).param("purpose", loan.purpose().strip())
                .param("now", now()).param("name", user.name()).param("due", loan.dueOn()).update();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("document-lent", "这份档案借出去了，还了再借");
        }
        audit.note("档案 %s 借出".formatted(held.number()), null, loan);
    }

    /** 还来。 @throws Problem 409 {@code document-not-lent} */
    @Transactional
    void takeBack(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "planning.papers");
        var held = documents.held(community, id);
        var back = jdbc.sql("update planning.document_loan set returned_at = :now, returned_name = :name where community_id = :community and document_id = :id and returned_at is null")
            .param("now", now()).param("name", user.name()).param("community", community).param("id", id).update();
        if (back == 0) throw Problem.conflict("document-not-lent", "这份档案没有借出去");
        audit.note("档案 %s 归还".formatted(held.number()), null, null);
    }

    /** 过了日子没还的，告诉借的人，一次。 @param day the day that is over */
    @Transactional
    void remind(long community, LocalDate day) {
        var late = jdbc.sql("""
            select l.id, l.document_id, d.number, d.title, l.staff_id, l.due_on from planning.document_loan l join planning.document d on d.community_id = l.community_id and d.id = l.document_id
             where l.community_id = :community and l.returned_at is null and l.due_on <= :day order by l.id
            """).param("community", community).param("day", day).query(Out.class).list();
        for (var each : late)
            notices.tell(community, List.of(each.staffId()), new Notice("公文", "借的档案该还了：%s".formatted(each.title()), "%s，%s 到期".formatted(each.number(), each.dueOn()),
                "documents/" + each.documentId(), "document-loan:" + each.id()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
