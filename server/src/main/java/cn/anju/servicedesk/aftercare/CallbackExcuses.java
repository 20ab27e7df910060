package cn.anju.servicedesk.aftercare;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 免访：搬走了、号码是空号、本人说不必……欠着的回访由主管写明缘由免掉，不算访到，回访率不因此变好看。 */
@Service
class CallbackExcuses {

    /** @param stage INSTANT the steward's call, WEEK the desk's */
    record NewExcuse(@NotNull(message = "请选哪一次回访") @Pattern(regexp = "INSTANT|WEEK", message = "请选哪一次回访") String stage,
                     @NotBlank(message = "请写明为什么不访") @Size(max = 200) String reason) {}

    private final JdbcClient jdbc;
    private final CallbackTasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    CallbackExcuses(JdbcClient jdbc, CallbackTasks tasks, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 免掉一件欠着的回访。
     *
     * @throws Problem 404 {@code callback-not-owed} when it is made, excused or was never to be made; 409 {@code own-callback} when it is the asker's own to make
     */
    @Transactional
    void excuse(long community, long ticket, NewExcuse excuse) {
        var user = CurrentUser.get();
        user.require(community, "servicedesk.review");
        jdbc.sql("select id from servicedesk.ticket where community_id = :community and id = :ticket for update").param("community", community).param("ticket", ticket)
            .query(Long.class).optional().orElseThrow(CallbackExcuses::notOwed);
        var owed = tasks.list(community, CallbackTasks.Filter.open(excuse.stage()), Paging.all(null)).items().stream().filter(row -> row.ticketId() == ticket).findFirst()
            .orElseThrow(CallbackExcuses::notOwed);
        if (owed.stage().equals("INSTANT") && owed.mayCall()) throw Problem.conflict("own-callback", "工单 %s 该你自己访，访不到请另一位主管写明缘由", owed.number());
        jdbc.sql("""
            insert into servicedesk.callback_excuse (community_id, ticket_id, stage, done_at, reason, made_at, made_by, made_name)
            values (:community, :ticket, :stage, :done, :reason, :at, :by, :name)
            """).param("community", community).param("ticket", ticket).param("stage", excuse.stage()).param("done", owed.doneAt().atOffset(ZoneOffset.UTC))
            .param("reason", excuse.reason().strip()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", user.id()).param("name", user.name()).update();
        audit.note("工单 " + owed.number() + " 免访", null, excuse);
    }

    private static Problem notOwed() {
        return Problem.notFound("callback-not-owed", "这件回访不欠着：已经访过、免过，或者用不着访");
    }
}
