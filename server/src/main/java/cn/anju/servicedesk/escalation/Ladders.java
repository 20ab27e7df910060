package cn.anju.servicedesk.escalation;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.Urgency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 每种每级的梯子；小区没有自己定的，照程序带的。 */
@Service
@Transactional(readOnly = true)
class Ladders {

    /** @param rungs empty: back to the ladder of the program */
    record NewLadder(@NotNull TicketKind kind, @NotNull Urgency urgency, @NotNull(message = "请写梯子的各级") @Size(max = 9) List<@Valid @NotNull Rung> rungs) {}

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Ladders(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** 各种各级，一级一行。 */
    List<Rung> list(long community) {
        var own = jdbc.sql("select kind, urgency, step, basis, minutes, tells from servicedesk.ladder_step where community_id = :community order by step")
            .param("community", community).query(Rung.class).list();
        var all = new ArrayList<Rung>();
        for (var kind : TicketKind.values())
            for (var urgency : Urgency.values()) {
                var these = own.stream().filter(each -> each.kind() == kind && each.urgency() == urgency).toList();
                all.addAll(these.isEmpty() ? Rung.usual(kind, urgency) : these);
            }
        return all;
    }

    /** 改一种的梯子；空的回到程序带的。 @throws Problem 400 {@code ladder-step-twice} */
    @Transactional
    void set(long community, NewLadder ladder) {
        CurrentUser.get().require(community, "servicedesk.manage");
        if (ladder.rungs().stream().map(Rung::step).distinct().count() != ladder.rungs().size()) throw Problem.invalid("ladder-step-twice", "每一级只写一次");
        jdbc.sql("delete from servicedesk.ladder_step where community_id = :community and kind = :kind and urgency = :urgency").param("community", community)
            .param("kind", ladder.kind().name()).param("urgency", ladder.urgency().name()).update();
        for (var rung : ladder.rungs())
            jdbc.sql("""
                insert into servicedesk.ladder_step (community_id, kind, urgency, step, basis, minutes, tells)
                values (:community, :kind, :urgency, :step, :basis, :minutes, :tells)
                """).param("community", community).param("kind", ladder.kind().name()).param("urgency", ladder.urgency().name()).param("step", rung.step())
                .param("basis", rung.basis().name()).param("minutes", rung.minutes()).param("tells", rung.tells().name()).update();
        audit.note("催办的梯子", null, ladder);
    }
}
