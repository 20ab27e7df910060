package cn.anju.register;

import cn.anju.access.AuditTrail;
import cn.anju.attachment.Attachments;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 写台账：填、改、划去、签认、跟进。 */
@Service
class Entries {

    /** 一条。 @param day the day it is about; today unless it is written up later */
    record Content(@NotNull(message = "请填日期") LocalDate day, @NotNull(message = "请填内容") Map<String, @Nullable Object> values) {}

    /** 改成这样。 @param revision as the page showed it, so that two do not overwrite each other */
    record Change(@NotNull(message = "请填日期") LocalDate day, @NotNull(message = "请填内容") Map<String, @Nullable Object> values, int revision,
                  @NotBlank(message = "请写明为什么改") @Size(max = 300) String reason) {}

    record Reason(@NotBlank(message = "请写明原因") @Size(max = 300) String reason) {}

    record Note(@NotBlank(message = "请写明办得怎样") @Size(max = 300) String note) {}

    private final Definitions definitions;
    private final RegisterAccess access;
    private final EntryCheck check;
    private final EntryTable table;
    private final Attachments attachments;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Entries(Definitions definitions, RegisterAccess access, EntryCheck check, EntryTable table, Attachments attachments, JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.definitions = definitions;
        this.access = access;
        this.check = check;
        this.table = table;
        this.attachments = attachments;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 填一条，按台账现行的版本。
     *
     * @param idempotencyKey the same click arriving twice writes once
     * @throws Problem 400 {@code fields-invalid}, {@code day-in-future}; 403 and 404 as {@link RegisterAccess} says
     */
    @Transactional
    public long add(long community, String register, @Nullable String idempotencyKey, Content content) {
        if (idempotencyKey == null || idempotencyKey.length() < 16 || idempotencyKey.length() > 64)
            throw Problem.invalid("idempotency-key-missing", "填写台账的请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        var definition = definitions.current(register);
        access.requireWrite(community, definition);
        var earlier = table.written(community, idempotencyKey);
        if (earlier.isPresent()) return earlier.get();
        requirePast(content.day());
        var checked = check.check(community, definition, content.values());
        var id = table.add(community, definition, content.day(), checked, idempotencyKey);
        audit.note("台账 " + definition.paper().title(), null, checked.texts());
        return id.or(() -> table.written(community, idempotencyKey)).orElseThrow();
    }

    /** 改一条，按它写下时的版本；签认过的不能改。 @throws Problem 409 {@code entry-struck}, {@code entry-confirmed}, {@code entry-changed-meanwhile} */
    @Transactional
    public void change(long community, String register, long id, Change change) {
        var current = definitions.current(register);
        access.requireWrite(community, current);
        var entry = standing(community, register, id);
        if (entry.isConfirmed()) throw Problem.conflict("entry-confirmed", "这条已经签认，不能再改；写错了请划去重写");
        if (entry.revision() != change.revision()) throw Problem.conflict("entry-changed-meanwhile", "这条刚被别人改过，请刷新后再改");
        requirePast(change.day());
        var definition = definitions.version(register, entry.version());
        var checked = check.check(community, definition, change.values());
        var before = new LinkedHashMap<String, String>();
        var after = new LinkedHashMap<String, String>();
        difference(definition.paper(), withDay(entry.day(), table.texts(entry.texts())), withDay(change.day(), checked.texts()), before, after);
        if (before.isEmpty() && after.isEmpty()) throw Problem.conflict("entry-unchanged", "内容没有变，不用保存");
        table.change(community, id, change.day(), checked);
        table.tell(community, id, EntryTable.Event.CHANGED, before, after, change.reason().strip());
        audit.note("台账 " + current.paper().title(), before, after);
    }

    /** 划去：留着看得见，不再算数。 */
    @Transactional
    public void strike(long community, String register, long id, Reason reason) {
        var definition = definitions.current(register);
        access.requireWrite(community, definition);
        var entry = standing(community, register, id);
        table.strike(community, id);
        table.tell(community, id, EntryTable.Event.STRUCK, Map.of(), Map.of(), reason.reason().strip());
        audit.note("台账 " + definition.paper().title() + " 划去", table.texts(entry.texts()), reason);
    }

    /** 第二个人签认；写的人自己不行。 @throws Problem 409 {@code entry-own}, {@code entry-confirmed}, {@code second-not-asked} */
    @Transactional
    public void confirm(long community, String register, long id) {
        var definition = definitions.current(register);
        access.requireRead(community, definition);
        var entry = standing(community, register, id);
        if (!entry.needsSecond()) throw Problem.conflict("second-not-asked", "这本台账不用第二个人签认");
        if (entry.isConfirmed()) throw Problem.conflict("entry-confirmed", "这条已经签认过了");
        if (isOwn(entry, CurrentUser.get())) throw Problem.conflict("entry-own", "这是您自己写的，请另一个人签认");
        table.confirm(community, id);
        table.tell(community, id, EntryTable.Event.CONFIRMED, Map.of(), Map.of(), null);
        audit.note("台账 " + definition.paper().title() + " 签认", null, table.texts(entry.texts()));
    }

    /** 跟进的事办妥了。 @throws Problem 409 {@code nothing-to-follow-up} */
    @Transactional
    public void followUp(long community, String register, long id, Note note) {
        var definition = definitions.current(register);
        access.requireWrite(community, definition);
        var entry = standing(community, register, id);
        if (entry.followUpOn() == null || entry.isFollowedUp()) throw Problem.conflict("nothing-to-follow-up", "这条没有要跟进的事，或已经办妥");
        table.followedUp(community, id);
        table.tell(community, id, EntryTable.Event.FOLLOWED_UP, Map.of(), Map.of(), note.note().strip());
        audit.note("台账 " + definition.paper().title() + " 跟进办妥", null, note);
    }

    /** 存一份照片或文件，随后填进一栏。 */
    @Transactional
    public long storeFile(long community, String register, String filename, @Nullable String type, byte[] content) {
        access.requireWrite(community, definitions.current(register));
        var id = attachments.store(community, filename, type, content);
        jdbc.sql("insert into register.file (community_id, file_id, register_key) values (:community, :file, :register)")
            .param("community", community).param("file", id).param("register", register).update();
        return id;
    }

    static boolean isOwn(EntryTable.Locked entry, CurrentUser user) {
        return entry.madeBy() == user.id() || entry.deputyFor() != null && entry.deputyFor() == user.id() || user.deputyFor() != null && entry.madeBy() == user.deputyFor();
    }

    private EntryTable.Locked standing(long community, String register, long id) {
        var entry = table.lock(community, register, id);
        if (entry.isStruck()) throw Problem.conflict("entry-struck", "这条已经划去");
        return entry;
    }

    private void requirePast(LocalDate day) {
        if (day.isAfter(LocalDate.now(clock))) throw Problem.invalid("day-in-future", "台账记已经发生的事，日期不能在今天以后");
    }

    private static Map<String, String> withDay(LocalDate day, Map<String, String> texts) {
        var all = new LinkedHashMap<String, String>();
        all.put("day", day.toString());
        all.putAll(texts);
        return all;
    }

    private static void difference(Paper paper, Map<String, String> old, Map<String, String> now, Map<String, String> before, Map<String, String> after) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("day", "日期");
        paper.fields().forEach(field -> labels.put(String.valueOf(field.key()), field.label()));
        labels.forEach((key, label) -> {
            var was = old.getOrDefault(key, "");
            var is = now.getOrDefault(key, "");
            if (was.equals(is)) return;
            before.put(label, was);
            after.put(label, is);
        });
    }
}
