package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.planning.ContractKind.NoteKind;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 合同与证照：登记、记履约、续、终止；到期前告诉管它的人，并交办一件任务，一份一次。 */
@Service
class Contracts {

    /** @param remindDays how long before its end the owner is told; without it the setting */
    record NewContract(@NotNull(message = "请选哪一种") ContractKind kind, @NotBlank(message = "请写名称") @Size(max = 80, message = "最多 80 字") String title,
                       @Size(max = 40, message = "最多 40 字") @Nullable String paperNumber, @NotBlank(message = "请写对方或发证机关") @Size(max = 60, message = "最多 60 字") String counterparty,
                       @Nullable Money amount, @NotNull(message = "请填从哪天起") LocalDate fromOn, @NotNull(message = "请填到哪天止") LocalDate toOn,
                       @Min(value = 1, message = "提前 1 到 365 天") @Max(value = 365, message = "提前 1 到 365 天") @Nullable Integer remindDays, @NotNull(message = "请选谁管") Long ownerId,
                       @Nullable Long renewsId) {}

    record NewNote(@NotNull(message = "请选哪一种") NoteKind kind, @NotBlank(message = "请写几句") @Size(max = 500, message = "最多 500 字") String text, @Nullable Long attachmentId) {}

    record Ending(@NotNull(message = "请填哪天终止") LocalDate endedOn, @NotBlank(message = "请写为什么终止") @Size(max = 200, message = "最多 200 字") String why) {}

    record Made(long id, String number) {}

    private record Held(String number, String title, LocalDate toOn, long ownerId, boolean isEnded) {}

    private record Due(long id, String number, ContractKind kind, String title, LocalDate toOn, long ownerId, String ownerName, long madeBy, String madeName) {}

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Assignments assignments;
    private final StaffAccess staff;
    private final Notices notices;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Contracts(JdbcClient jdbc, NumberSeries numbers, Assignments assignments, StaffAccess staff, Notices notices, Settings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.assignments = assignments;
        this.staff = staff;
        this.notices = notices;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 登记，或续一份旧的；同一个请求编号只登一份。登记由管文书的人，续也可由管它的人；续了，到期交办的任务就了结。
     *
     * @throws Problem 400 {@code period-invalid}, {@code amount-negative}; 403 {@code contract-of-other}; 404 {@code staff-not-found}, {@code contract-not-found};
     *     409 {@code renewed-already}, {@code contract-ended}
     */
    @Transactional
    Made enter(long community, @Nullable String key, NewContract contract) {
        var user = CurrentUser.get();
        if (contract.renewsId() == null && !user.may(community, "planning.papers")) throw Problem.forbidden("contract-of-other", "新的合同、证照由管文书的人登记；您管的那几份可以由您续");
        var earlier = jdbc.sql("select id, number from planning.contract where community_id = :community and request_key = :key and made_by = :me").param("community", community)
            .param("key", Assignments.requireKey(key)).param("me", user.id()).query(Made.class).optional();
        if (earlier.isPresent()) return earlier.get();
        if (contract.toOn().isBefore(contract.fromOn())) throw Problem.invalid("period-invalid", "到期日不能早于起始日");
        if (contract.amount() != null && contract.amount().isNegative()) throw Problem.invalid("amount-negative", "金额不能是负数");
        var owner = staff.of(contract.ownerId()).filter(each -> each.belongsTo(community)).orElseThrow(() -> Problem.notFound("staff-not-found", "管它的人不在本小区，请另选一位"));
        if (contract.renewsId() != null) requireRenewable(community, contract.renewsId(), user);
        var number = numbers.next("planning", community, "HT", LocalDate.now(clock));
        long id;
        try {
            id = jdbc.sql("""
                insert into planning.contract (community_id, number, request_key, kind, title, paper_number, counterparty, amount, from_on, to_on, remind_days, owner_id, owner_name, renews_id,
                       made_at, made_by, made_name)
                values (:community, :number, :key, :kind, :title, :paper, :counterparty, :amount, :from, :to, :remind, :owner, :ownerName, :renews, :now, :me, :name) returning id
                """).param("community", community).param("number", number).param("key", key).param("kind", contract.kind().name()).param("title", contract.title().strip())
                .param("paper", text(contract.paperNumber())).param("counterparty", contract.counterparty().strip()).param("amount", contract.amount() == null ? null : contract.amount().yuan())
                .param("from", contract.fromOn()).param("to", contract.toOn()).param("remind", remindDays(community, contract)).param("owner", owner.id()).param("ownerName", owner.name())
                .param("renews", contract.renewsId()).param("now", now()).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("renewed-already", "刚才已经登记过或已经续过，请刷新后看");
        }
        if (owner.id() != user.id())
            notices.tell(community, List.of(owner.id()), new Notice("合同证照", "由您管：%s".formatted(contract.title().strip()), "%s 到期".formatted(contract.toOn()), "contracts/" + id, "contract-owner:" + id));
        if (contract.renewsId() != null) assignments.settle(community, dueKey(contract.renewsId()), "已续：%s，到 %s".formatted(number, contract.toOn()));
        audit.note("合同证照 " + number, null, contract);
        return new Made(id, number);
    }

    /** 记履约、违约、变更，或附上扫描件；管文书的人和管它的人都可以。 @throws Problem 400 {@code paper-missing}; 404 {@code contract-not-found}, {@code attachment-not-found} */
    @Transactional
    void note(long community, long id, NewNote note) {
        var user = CurrentUser.get();
        var held = held(community, id);
        requireKeeper(community, held, user);
        if (note.kind() == NoteKind.PAPER && note.attachmentId() == null) throw Problem.invalid("paper-missing", "请选要附上的文件");
        try {
            jdbc.sql("""
                insert into planning.contract_note (community_id, contract_id, kind, text, attachment_id, made_at, made_by, made_name)
                values (:community, :id, :kind, :text, :attachment, :now, :me, :name)
                """).param("community", community).param("id", id).param("kind", note.kind().name()).param("text", note.text().strip()).param("attachment", note.attachmentId())
                .param("now", now()).param("me", user.id()).param("name", user.name()).update();
        } catch (DataIntegrityViolationException _) {
            throw Problem.notFound("attachment-not-found", "没有这份文件，请重新上传");
        }
        audit.note("合同证照 " + held.number() + " " + note.kind().label, null, note);
    }

    /** 提前终止；到期交办的任务就了结。 @throws Problem 400 {@code period-invalid}; 404 {@code contract-not-found}; 409 {@code contract-ended} */
    @Transactional
    void end(long community, long id, Ending ending) {
        var user = CurrentUser.get();
        var held = held(community, id);
        requireKeeper(community, held, user);
        if (held.isEnded()) throw Problem.conflict("contract-ended", "这一份已经终止了");
        if (ending.endedOn().isAfter(LocalDate.now(clock))) throw Problem.invalid("period-invalid", "终止的日子不能晚于今天");
        jdbc.sql("update planning.contract set ended_on = :on, ended_why = :why, ended_at = :now, ended_name = :name where community_id = :community and id = :id")
            .param("on", ending.endedOn()).param("why", ending.why().strip()).param("now", now()).param("name", user.name()).param("community", community).param("id", id).update();
        assignments.settle(community, dueKey(id), "已终止：" + ending.why().strip());
        audit.note("合同证照 " + held.number() + " 终止", null, ending);
    }

    /** 快到期的，告诉管它的人并交办，一份一次；续了、终止了的不说。 @param day the day that is over */
    @Transactional
    void remind(long community, LocalDate day) {
        var due = jdbc.sql("""
            select id, number, kind, title, to_on, owner_id, owner_name, made_by, made_name from planning.contract c
             where community_id = :community and ended_at is null and to_on - remind_days <= :tomorrow and to_on >= :day - 365
               and not exists (select from planning.contract r where r.community_id = c.community_id and r.renews_id = c.id)
             order by id
            """).param("community", community).param("tomorrow", day.plusDays(1)).param("day", day).query(Due.class).list();
        for (var each : due) {
            var title = "%s到期：%s".formatted(each.kind().label, each.title());
            notices.tell(community, List.of(each.ownerId()), new Notice("合同证照", title, "%s %s 到期，请续办或终止".formatted(each.number(), each.toOn()), "contracts/" + each.id(), "contract-due:" + each.id()));
            assignments.raise(community, dueKey(each.id()), new Assignments.Raised(title, "%s %s 到期：续的另登一份接上，不续的写明终止".formatted(each.number(), each.toOn()),
                each.ownerId(), each.ownerName(), each.madeBy(), each.madeName(), each.toOn().isAfter(day) ? each.toOn() : day.plusDays(3)));
        }
    }

    private static String dueKey(long id) {
        return "contract-due-%010d".formatted(id);
    }

    /** Who may not see it is not told that it exists. */
    private static void requireKeeper(long community, Held held, CurrentUser user) {
        if (held.ownerId() != user.id() && !user.may(community, "planning.papers")) throw Problem.notFound("contract-not-found", "没有这份合同或证照");
    }

    private void requireRenewable(long community, long id, CurrentUser user) {
        var held = held(community, id);
        requireKeeper(community, held, user);
        if (held.isEnded()) throw Problem.conflict("contract-ended", "这一份已经终止了，不能续；请另登一份");
        var isRenewed = jdbc.sql("select exists (select from planning.contract where community_id = :community and renews_id = :id)").param("community", community).param("id", id)
            .query(Boolean.class).single();
        if (isRenewed) throw Problem.conflict("renewed-already", "这一份已经续过了，请从新的那一份往下续");
    }

    private int remindDays(long community, NewContract contract) {
        return contract.remindDays() != null ? contract.remindDays() : settings.get(community, PlanningSettings.REMIND_DAYS).intValue();
    }

    private Held held(long community, long id) {
        return jdbc.sql("select number, title, to_on, owner_id, ended_at is not null is_ended from planning.contract where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("contract-not-found", "没有这份合同或证照"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
