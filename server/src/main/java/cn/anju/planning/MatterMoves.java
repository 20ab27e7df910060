package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.planning.MatterKind.Move;
import cn.anju.planning.MatterList.Act;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 建议、上报的撤回和转交：提的人没等到答复可以撤回；经手的人办不了、走了的，转给另一个人，写明为什么。 */
@Service
class MatterMoves {

    record Withdrawal(@NotBlank(message = "请写为什么撤回") @Size(max = 500, message = "最多 500 字") String why) {}

    record Handing(@NotNull(message = "请选转给谁") Long toId, @NotBlank(message = "请写为什么转") @Size(max = 500, message = "最多 500 字") String why) {}

    private final JdbcClient jdbc;
    private final MatterList list;
    private final Receivers receivers;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    MatterMoves(JdbcClient jdbc, MatterList list, Receivers receivers, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.list = list;
        this.receivers = receivers;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 撤回。 @throws Problem 404 {@code matter-not-found}; 409 {@code move-not-allowed} when it is answered, withdrawn, or somebody else's */
    @Transactional
    void withdraw(long community, long id, Withdrawal withdrawal) {
        var row = allowed(community, id, Act.WITHDRAW, "只有提的人在答复以前可以撤回");
        jdbc.sql("update planning.matter set withdrawn_at = :now, withdrawn_why = :why where community_id = :community and id = :id").param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("why", withdrawal.why().strip()).param("community", community).param("id", id).update();
        keep(community, id, Move.WITHDRAW, withdrawal.why(), null);
        var waiting = row.holderId() == null ? staff.inRole(community, Superior.MANAGER.role) : List.of(row.holderId());
        notices.tell(community, waiting, new Notice("建议与上报", "%s撤回了：%s".formatted(row.madeName(), row.title()), withdrawal.why().strip(), "matters/" + id, null));
        audit.note(row.kind().label + " " + row.number() + " 撤回", null, withdrawal);
    }

    /** 可以转给谁：等答复的，同一级的人；在落实的，办得了事的同事。 @throws Problem 404 {@code matter-not-found}; 409 {@code move-not-allowed}, {@code nobody-above} */
    @Transactional(readOnly = true)
    Receivers.Choice successors(long community, long id) {
        return choice(community, mayHand(list.get(community, id)));
    }

    /**
     * 转给另一个人：等答复的由手上有的人转，他不在本小区了由带人的人转；在落实的由答复的人转。
     *
     * @throws Problem 400 {@code receiver-not-leader}; 404 {@code matter-not-found}, {@code staff-not-found}; 409 {@code move-not-allowed}, {@code level-skipped}, {@code department-crossed}
     */
    @Transactional
    void hand(long community, long id, Handing handing) {
        var row = allowed(community, id, Act.HAND, "这件事不由您转交");
        var to = receivers.require(community, choice(community, row), handing.toId());
        jdbc.sql(row.state() == MatterList.State.DOING ? "update planning.matter set executor_id = :to, executor_name = :name where community_id = :community and id = :id"
            : "update planning.matter set holder_id = :to, holder_name = :name where community_id = :community and id = :id")
            .param("to", to.id()).param("name", to.name()).param("community", community).param("id", id).update();
        keep(community, id, Move.HAND, handing.why(), to);
        notices.tell(community, List.of(to.id()), new Notice("建议与上报", "转给您%s：%s".formatted(row.state() == MatterList.State.DOING ? "落实" : "答复", row.title()), handing.why().strip(), "matters/" + id, null));
        notices.tell(community, List.of(row.madeBy()), new Notice("建议与上报", "您提的转给了%s：%s".formatted(to.name(), row.title()), handing.why().strip(), "matters/" + id, null));
        audit.note(row.kind().label + " " + row.number() + " 转交", null, handing);
    }

    /** Locked first, so that the second of two at once sees what the first has done. */
    private MatterList.Row allowed(long community, long id, Act act, String refusal) {
        CurrentUser.get().require(community, "planning.work");
        jdbc.sql("select id from planning.matter where community_id = :community and id = :id for no key update").param("community", community).param("id", id).query(row -> {});
        var detail = list.get(community, id);
        if (!detail.acts().contains(act)) throw Problem.conflict("move-not-allowed", "%s（%s %s）", refusal, detail.matter().number(), detail.matter().state().label);
        return detail.matter();
    }

    private static MatterList.Row mayHand(MatterList.Detail detail) {
        if (!detail.acts().contains(Act.HAND)) throw Problem.conflict("move-not-allowed", "这件事不由您转交");
        return detail.matter();
    }

    /** Not the present one, and not who made it: nobody answers himself. */
    private Receivers.Choice choice(long community, MatterList.Row row) {
        var isDoing = row.state() == MatterList.State.DOING;
        var all = isDoing ? receivers.doers(community) : row.rung() == null ? receivers.leaders(community) : receivers.above(community, row.rung());
        return new Receivers.Choice(all.who(), all.people().stream().filter(each -> each.id() != (isDoing ? row.executorId() : row.holderId()) && (isDoing || each.id() != row.madeBy())).toList());
    }

    private void keep(long community, long id, Move move, String note, Receivers.@Nullable Person to) {
        var user = CurrentUser.get();
        jdbc.sql("""
            insert into planning.matter_step (community_id, matter_id, move, note, to_id, to_name, made_at, made_by, made_name) values (:community, :id, :move, :note, :to, :toName, :now, :me, :name)
            """).param("community", community).param("id", id).param("move", move.name()).param("note", note.strip()).param("to", to == null ? null : to.id())
            .param("toName", to == null ? null : to.name()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("me", user.id()).param("name", user.name()).update();
    }
}
