package cn.anju.planning;

import cn.anju.access.AuditTrail;
import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 写日志：当天写当天的，当天可以再改；未了的事项列出来，以后每天跟进一句，直到了结。 */
@Service
class Journals {

    /** @param ownerId who sees to it; the writer himself without it */
    record NewItem(@NotBlank(message = "请写什么事没有了") @Size(max = 200, message = "最多 200 字") String text, @Nullable Long ownerId, @Nullable LocalDate dueOn) {}

    record Follow(@NotNull(message = "请写明是哪一件") Long itemId, @NotBlank(message = "请写办到哪里") @Size(max = 300, message = "最多 300 字") String text, boolean isClosing) {}

    record NewJournal(@NotNull(message = "请选哪一种日志") JournalKind kind, @Size(max = 10, message = "最多 10 字") @Nullable String weather,
                      @NotBlank(message = "请写今天做了什么、有什么事") @Size(max = 4000, message = "最多 4000 字") String content,
                      @NotNull(message = "没有未了的事项也请送空单") @Size(max = 50, message = "一天最多 50 件") List<@Valid @NotNull(message = "这一件是空的") NewItem> items,
                      @NotNull(message = "没有跟进的也请送空单") @Size(max = 200, message = "一次最多跟进 200 件") List<@Valid @NotNull(message = "这一件是空的") Follow> follows) {}

    record Made(long id) {}

    private record Item(String text, long ownerId, long madeBy, JournalKind kind, @Nullable Instant closedAt) {}

    private final JdbcClient jdbc;
    private final StaffAccess staff;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Journals(JdbcClient jdbc, StaffAccess staff, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * 写今天的；今天写过的改文字，新的未了事项和跟进接在后面。
     *
     * @throws Problem 403 {@code journal-of-lead}, {@code item-of-other}; 404 {@code staff-not-found}, {@code item-not-found}; 409 {@code journal-of-other}, {@code item-closed}
     */
    @Transactional
    Made write(long community, NewJournal journal) {
        var user = CurrentUser.get();
        user.require(community, "planning.work");
        if (journal.kind() == JournalKind.BUILDING && !user.may(community, "planning.lead")) throw Problem.forbidden("journal-of-lead", "大厦日志由带班的人写，您可以写自己的工作日志");
        var id = save(community, journal, user);
        for (var item : journal.items()) add(community, id, item, user);
        for (var follow : journal.follows()) follow(community, id, journal.kind(), follow, user);
        audit.note("%s %s".formatted(journal.kind().label, LocalDate.now(clock)), null, journal);
        return new Made(id);
    }

    private long save(long community, NewJournal journal, CurrentUser user) {
        var today = LocalDate.now(clock);
        // Two windows at once: one row, the later text stands.
        var conflict = journal.kind() == JournalKind.WORK ? "(community_id, staff_id, day) where kind = 'WORK'" : "(community_id, day) where kind = 'BUILDING'";
        return jdbc.sql("""
            insert into planning.journal as j (community_id, kind, day, staff_id, staff_name, weather, content, written_at)
            values (:community, :kind, :day, :me, :name, :weather, :content, :now)
            on conflict %s do update set weather = excluded.weather, content = excluded.content, changed_at = :now where j.staff_id = :me returning id
            """.formatted(conflict)).param("community", community).param("kind", journal.kind().name()).param("day", today).param("me", user.id()).param("name", user.name())
            .param("weather", text(journal.weather())).param("content", journal.content().strip()).param("now", now()).query(Long.class).optional()
            .orElseThrow(() -> Problem.conflict("journal-of-other", "今天的大厦日志已经有人写了，请他补上"));
    }

    private void add(long community, long journal, NewItem item, CurrentUser user) {
        var owner = item.ownerId() == null ? null : staff.of(item.ownerId()).filter(each -> each.belongsTo(community)).orElseThrow(() -> Problem.notFound("staff-not-found", "跟进的人不在本小区，请另选一位"));
        var id = jdbc.sql("""
            insert into planning.journal_item (community_id, journal_id, text, owner_id, owner_name, due_on, made_at) values (:community, :journal, :text, :owner, :ownerName, :due, :now) returning id
            """).param("community", community).param("journal", journal).param("text", item.text().strip()).param("owner", owner == null ? user.id() : owner.id())
            .param("ownerName", owner == null ? user.name() : owner.name()).param("due", item.dueOn()).param("now", now()).query(Long.class).single();
        if (owner != null && owner.id() != user.id())
            notices.tell(community, List.of(owner.id()), new Notice("日志", "请跟进：%s".formatted(item.text().strip()), item.dueOn() == null ? user.name() : "%s，%s 前".formatted(user.name(), item.dueOn()),
                "journals?open=true", "journal-item:" + id));
    }

    private void follow(long community, long journal, JournalKind kind, Follow follow, CurrentUser user) {
        var item = jdbc.sql("""
            select i.text, i.owner_id, j.staff_id made_by, j.kind, i.closed_at from planning.journal_item i join planning.journal j on j.community_id = i.community_id and j.id = i.journal_id
             where i.community_id = :community and i.id = :id for no key update of i
            """).param("community", community).param("id", follow.itemId()).query(Item.class).optional().orElseThrow(() -> Problem.notFound("item-not-found", "没有这件未了的事"));
        var isHis = item.ownerId() == user.id() || item.madeBy() == user.id() || item.kind() == JournalKind.BUILDING && kind == JournalKind.BUILDING;
        if (!isHis && !user.may(community, "planning.lead")) throw Problem.forbidden("item-of-other", "由写的人、跟进的人或带班的人来写");
        if (item.closedAt() != null) throw Problem.conflict("item-closed", "「%s」已经了结，请刷新后再写", item.text());
        jdbc.sql("""
            insert into planning.journal_follow (community_id, item_id, journal_id, text, is_closing, made_at, made_by, made_name) values (:community, :item, :journal, :text, :closing, :now, :me, :name)
            """).param("community", community).param("item", follow.itemId()).param("journal", journal).param("text", follow.text().strip()).param("closing", follow.isClosing())
            .param("now", now()).param("me", user.id()).param("name", user.name()).update();
        if (follow.isClosing())
            jdbc.sql("update planning.journal_item set closed_at = :now, closed_name = :name where community_id = :community and id = :item").param("now", now()).param("name", user.name())
                .param("community", community).param("item", follow.itemId()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
