package cn.anju.workforce;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 交接：走的人写，接的人逐项签；没签的一项还在交班人手上，签了的谁也不能再改。 */
@Service
@Transactional
class ShiftHandovers {

    /** 自己写的一项。 @param needsPerson somebody must be sent to see to it */
    record NewLine(@NotNull(message = "请选是什么") HandoverKind kind, @NotBlank(message = "请写清楚") @Size(max = 300, message = "最多 300 字") String text, boolean needsPerson) {}

    /** @param day on which the shift began */
    record NewHandover(@NotNull(message = "请选岗位") HandoverPost post, @NotNull(message = "请选班次") HandoverShift shift, @NotNull(message = "请填哪天的班") LocalDate day,
                       @NotBlank(message = "请写当班情况") @Size(max = 2000, message = "最多 2000 字") String log,
                       @NotNull(message = "请列交接的东西") @Size(max = 100, message = "一次最多 100 项") List<@Valid @NotNull NewLine> lines) {}

    /** 点不清、不接的一项。 */
    record Refusal(long lineId, @NotBlank(message = "请写为什么不接") @Size(max = 200) String why) {}

    /** @param version what was read; changed meanwhile, it is read again */
    record Signature(int version, @Nullable @Size(max = 300) String remark, @NotNull(message = "不接的没有就留空") @Size(max = 250) List<@Valid @NotNull Refusal> refused) {}

    record NewTask(@NotNull(message = "请选派给谁") Long staffId, @Nullable @Size(max = 200) String note) {}

    record Outcome(@NotBlank(message = "请写办得怎样") @Size(max = 300) String outcome) {}

    record Written(long id, String number) {}

    private record Held(String number, long handedBy, String handedName, int version, @Nullable String signedName, @Nullable OffsetDateTime signedAt) {}

    private record Line(long handoverId, String number, String text, long handedBy, boolean isSigned, boolean isTaken, boolean isDone, @Nullable Long staffId) {}

    private final JdbcClient jdbc;
    private final ShiftHandoverDraft draft;
    private final NumberSeries numbers;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    ShiftHandovers(JdbcClient jdbc, ShiftHandoverDraft draft, NumberSeries numbers, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.draft = draft;
        this.numbers = numbers;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 写交接单；上一张还没人签的先改那一张。 @throws Problem 400 {@code day-not-shift}; 409 {@code handover-open} */
    Written write(long community, NewHandover handover) {
        var user = permitted(community);
        check(handover);
        var number = numbers.next("workforce", community, "JB", LocalDate.now(clock));
        try {
            var id = jdbc.sql("""
                insert into workforce.handover (community_id, number, post, shift, day, log, handed_by, handed_name, handed_at)
                values (:community, :number, :post, :shift, :day, :log, :by, :name, :now) returning id
                """).param("community", community).param("number", number).param("post", handover.post().name()).param("shift", handover.shift().name())
                .param("day", handover.day()).param("log", handover.log().strip()).param("by", user.id()).param("name", user.name()).param("now", now())
                .query(Long.class).single();
            addLines(community, id, handover);
            audit.note("交接单 " + number, null, handover);
            return new Written(id, number);
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("handover-open", "您还有一张交接单没人签，请先改那一张，或等接班的人签");
        }
    }

    /** 签以前自己改。 @throws Problem 403 {@code handover-of-other}; 404 {@code handover-not-found}; 409 {@code handover-signed} */
    void change(long community, long id, NewHandover handover) {
        var user = permitted(community);
        check(handover);
        var held = held(community, id);
        if (held.handedBy() != user.id()) throw Problem.forbidden("handover-of-other", "交接单由交班的 %s 自己改", held.handedName());
        jdbc.sql("delete from workforce.handover_line where community_id = :community and handover_id = :id").param("community", community).param("id", id).update();
        addLines(community, id, handover);
        jdbc.sql("update workforce.handover set post = :post, shift = :shift, day = :day, log = :log, version = version + 1 where community_id = :community and id = :id")
            .param("post", handover.post().name()).param("shift", handover.shift().name()).param("day", handover.day()).param("log", handover.log().strip())
            .param("community", community).param("id", id).update();
        audit.note("交接单 " + held.number(), null, handover);
    }

    /** 接班签字；点不清的那几项不接，还在交班人手上。 @throws Problem 404; 409 {@code handover-signed}, {@code own-handover}, {@code handover-changed}, {@code line-not-there} */
    void sign(long community, long id, Signature signature) {
        var user = permitted(community);
        var held = held(community, id);
        refuseOwn(user, held.handedBy());
        if (held.version() != signature.version()) throw Problem.conflict("handover-changed", "%s 刚改过这张交接单，请看过再签", held.handedName());
        for (var refusal : signature.refused()) {
            var found = jdbc.sql("update workforce.handover_line set refused_why = :why where community_id = :community and handover_id = :id and id = :line")
                .param("why", refusal.why().strip()).param("community", community).param("id", id).param("line", refusal.lineId()).update();
            if (found == 0) throw Problem.conflict("line-not-there", "不接的一项不在这张交接单上，请刷新再签");
        }
        jdbc.sql("""
            update workforce.handover_line set taken_by = :by, taken_name = :name, taken_at = :now
             where community_id = :community and handover_id = :id and refused_why is null
            """).param("by", user.id()).param("name", user.name()).param("now", now()).param("community", community).param("id", id).update();
        jdbc.sql("update workforce.handover set signed_by = :by, signed_name = :name, signed_at = :now, remark = :remark where community_id = :community and id = :id")
            .param("by", user.id()).param("name", user.name()).param("now", now()).param("remark", blank(signature.remark()))
            .param("community", community).param("id", id).update();
        if (!signature.refused().isEmpty())
            notices.tell(community, List.of(held.handedBy()), new Notice("workforce", "交接单 %s 有 %d 项没有接".formatted(held.number(), signature.refused().size()),
                "这几项还在您手上，请和 %s 点清".formatted(user.name()), "shift-handovers/" + id, "handover-refused:" + id));
        audit.note("交接单 " + held.number(), null, signature);
    }

    /** 当时没接的一项，点清以后补签。 @throws Problem 404 {@code line-not-found}; 409 {@code line-taken}, {@code handover-unsigned}, {@code own-handover} */
    void take(long community, long id) {
        var user = permitted(community);
        var line = line(community, id);
        refuseOwn(user, line.handedBy());
        if (!line.isSigned()) throw Problem.conflict("handover-unsigned", "整张交接单还没有签，请先签交接单");
        if (line.isTaken()) throw Problem.conflict("line-taken", "这一项已经有人签过了");
        jdbc.sql("update workforce.handover_line set taken_by = :by, taken_name = :name, taken_at = :now where community_id = :community and id = :id")
            .param("by", user.id()).param("name", user.name()).param("now", now()).param("community", community).param("id", id).update();
        audit.note("交接单 %s 补签".formatted(line.number()), null, line.text());
    }

    /** 把一项派给人。 @throws Problem 404 {@code line-not-found}, {@code staff-not-found}; 409 {@code handover-unsigned}, {@code line-done} */
    void assign(long community, long id, NewTask task) {
        var user = permitted(community);
        var line = line(community, id);
        if (!line.isSigned()) throw Problem.conflict("handover-unsigned", "先签了交接单，再派人");
        if (line.isDone()) throw Problem.conflict("line-done", "这一项已经办完了");
        var name = jdbc.sql("""
            select s.name from access.staff s
             where s.id = :id and s.is_active and exists (select from access.role_grant g where g.staff_id = s.id and (g.community_id is null or g.community_id = :community)
               and g.from_on <= :today and (g.to_on is null or g.to_on >= :today))
            """).param("id", task.staffId()).param("community", community).param("today", LocalDate.now(clock)).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("staff-not-found", "这位同事不在本小区，请另选一位"));
        jdbc.sql("""
            insert into workforce.handover_task (community_id, line_id, staff_id, staff_name, note, made_at, made_by, made_name)
            values (:community, :line, :staff, :staffName, :note, :now, :by, :name)
            """).param("community", community).param("line", id).param("staff", task.staffId()).param("staffName", name).param("note", blank(task.note()))
            .param("now", now()).param("by", user.id()).param("name", user.name()).update();
        notices.tell(community, List.of(task.staffId()), new Notice("workforce", "交班待办：" + line.text(), blank(task.note()), "shift-handovers/" + line.handoverId(), null));
        audit.note("交接单 %s 派人".formatted(line.number()), null, task);
    }

    /** 办完了，派到的人或派的人说一句。 @throws Problem 403 {@code line-not-yours}; 404; 409 {@code line-unassigned}, {@code line-done} */
    void finish(long community, long id, Outcome outcome) {
        var user = permitted(community);
        var line = line(community, id);
        if (line.staffId() == null) throw Problem.conflict("line-unassigned", "这一项还没有派人");
        if (line.staffId() != user.id() && !user.may(community, "workforce.team")) throw Problem.forbidden("line-not-yours", "由派到的人，或主管来登记");
        var isNew = jdbc.sql("""
            insert into workforce.handover_outcome (community_id, line_id, outcome, made_at, made_by, made_name) values (:community, :line, :outcome, :now, :by, :name)
            on conflict do nothing
            """).param("community", community).param("line", id).param("outcome", outcome.outcome().strip()).param("now", now()).param("by", user.id())
            .param("name", user.name()).update() == 1;
        if (!isNew) throw Problem.conflict("line-done", "这一项已经办完了");
        audit.note("交接单 %s 办完".formatted(line.number()), null, outcome);
    }

    private void addLines(long community, long id, NewHandover handover) {
        var lines = new ArrayList<>(draft.found(community, handover.post()));
        var known = new HashSet<String>();
        for (var line : handover.lines())
            if (known.add(line.kind() + line.text().strip())) lines.add(new ShiftHandoverDraft.Line(line.kind(), line.text().strip(), null, line.needsPerson()));
        var position = 0;
        for (var line : lines)
            jdbc.sql("""
                insert into workforce.handover_line (community_id, handover_id, position, kind, text, link, needs_person)
                values (:community, :id, :position, :kind, :text, :link, :needs)
                """).param("community", community).param("id", id).param("position", ++position).param("kind", line.kind().name()).param("text", line.text())
                .param("link", line.link()).param("needs", line.needsPerson()).update();
    }

    private void check(NewHandover handover) {
        var today = LocalDate.now(clock);
        if (handover.day().isAfter(today) || handover.day().isBefore(today.minusDays(1))) throw Problem.invalid("day-not-shift", "只能交今天或昨天开始的班");
        for (var line : handover.lines())
            if (!line.kind().isTyped) throw Problem.invalid("line-is-carried", "%s由系统带出，不用自己写", line.kind().label);
    }

    /** The paper, locked, not yet signed: of two who sign at once the second reads who was first. */
    private Held held(long community, long id) {
        var held = jdbc.sql("select number, handed_by, handed_name, version, signed_name, signed_at from workforce.handover where community_id = :community and id = :id for update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("handover-not-found", "没有这张交接单"));
        if (held.signedAt() != null)
            throw Problem.conflict("handover-signed", "%s 在 %tR 已经签了", held.signedName(), held.signedAt().atZoneSameInstant(clock.getZone()));
        return held;
    }

    private Line line(long community, long id) {
        return jdbc.sql("""
            select l.handover_id, h.number, l.text, h.handed_by, h.signed_by is not null is_signed, l.taken_by is not null is_taken,
                   exists (select from workforce.handover_outcome o where o.community_id = l.community_id and o.line_id = l.id) is_done,
                   (select k.staff_id from workforce.handover_task k where k.community_id = l.community_id and k.line_id = l.id order by k.id desc limit 1) staff_id
              from workforce.handover_line l join workforce.handover h on h.community_id = l.community_id and h.id = l.handover_id
             where l.community_id = :community and l.id = :id for update of l
            """).param("community", community).param("id", id).query(Line.class).optional().orElseThrow(() -> Problem.notFound("line-not-found", "交接单上没有这一项"));
    }

    private static void refuseOwn(CurrentUser user, long handedBy) {
        if (handedBy == user.id() || user.deputyFor() != null && user.deputyFor() == handedBy)
            throw Problem.conflict("own-handover", "自己交的班要别人签，请接班的人用自己的账号签");
    }

    private static CurrentUser permitted(long community) {
        var user = CurrentUser.get();
        user.require(community, "workforce.handover");
        return user;
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
