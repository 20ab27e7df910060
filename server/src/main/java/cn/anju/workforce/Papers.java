package cn.anju.workforce;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 登记员工的证件；换了新证再登一张，登错的写明原因作废。 */
@Service
@Transactional
class Papers {

    /** @param expiresOn nothing: it does not lapse. @param attachmentId its photo */
    record NewPaper(@NotNull(message = "请选是谁的") Long staffId, @NotBlank(message = "请选哪种证件") @Size(max = 30, message = "最多 30 字") String kind,
                    @NotBlank(message = "请填证件号码") @Size(max = 40, message = "最多 40 字") String certificateNumber, @Nullable LocalDate issuedOn, @Nullable LocalDate expiresOn,
                    @Nullable Long attachmentId) {}

    record Entered(long id, String number) {}

    record Voiding(@NotBlank(message = "请写为什么作废") @Size(max = 200, message = "最多 200 字") String reason) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Colleagues colleagues;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Papers(JdbcClient jdbc, NumberSeries numbers, Colleagues colleagues, Settings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.colleagues = colleagues;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 400 {@code paper-kind-unknown}, {@code dates-reversed}; 404 {@code staff-not-found}; 409 {@code paper-entered}: the same paper again */
    Entered enter(long community, NewPaper paper) {
        var user = CurrentUser.get();
        user.require(community, "workforce.personnel");
        if (!settings.get(community, WorkforceSettings.PAPERS).contains(paper.kind())) throw Problem.invalid("paper-kind-unknown", "没有「%s」这种证件，请先在设置里加上", paper.kind());
        if (paper.issuedOn() != null && paper.expiresOn() != null && paper.expiresOn().isBefore(paper.issuedOn())) throw Problem.invalid("dates-reversed", "到期的日子早于发证的日子，请核对");
        var whose = colleagues.one(community, paper.staffId());
        var number = numbers.next("workforce", community, "ZS", LocalDate.now(clock));
        final long id;
        try {
            id = jdbc.sql("""
                insert into workforce.paper (community_id, number, staff_id, staff_name, kind, certificate_number, issued_on, expires_on, attachment_id, made_at, made_by, made_name)
                values (:community, :number, :staff, :staffName, :kind, :certificate, :issued, :expires, :attachment, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("staff", whose.id()).param("staffName", whose.name()).param("kind", paper.kind())
                .param("certificate", paper.certificateNumber().strip()).param("issued", paper.issuedOn()).param("expires", paper.expiresOn()).param("attachment", paper.attachmentId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("paper-entered", "%s的这张%s已经登记过了", whose.name(), paper.kind());
        }
        audit.note("证件 %s %s %s".formatted(number, whose.name(), paper.kind()), null, paper);
        return new Entered(id, number);
    }

    /** 作废。 @throws Problem 404 {@code paper-not-found}: not here, or voided already */
    void voidOne(long community, long id, Voiding voiding) {
        var user = CurrentUser.get();
        user.require(community, "workforce.personnel");
        var number = jdbc.sql("""
            update workforce.paper set voided_at = :now, voided_name = :name, void_why = :why where community_id = :community and id = :id and voided_at is null returning number
            """).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("name", user.name()).param("why", voiding.reason().strip()).param("community", community).param("id", id)
            .query(String.class).optional().orElseThrow(() -> Problem.notFound("paper-not-found", "没有这张证件，或已经作废"));
        audit.note("作废证件 " + number, null, voiding);
    }
}
