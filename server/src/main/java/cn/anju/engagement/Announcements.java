package cn.anju.engagement;

import cn.anju.access.AuditTrail;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.approval.Submission.Fact;
import cn.anju.engagement.AnnouncementState.Move;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.NumberSeries;
import cn.anju.kernel.Problem;
import cn.anju.notification.Channel;
import cn.anju.notification.Message;
import cn.anju.notification.Messages;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.notification.Topic;
import cn.anju.notification.Variable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 通知公告：一个人起草，主任审，审过了才发；贴出去的要取下来，送上门的记下签收。 */
@Service
class Announcements {

    /** 说的是什么。 */
    enum Kind {
        OUTAGE("停水停电停气", true), SAFETY("安全提示", true), FEE("收费", false), NOTICE("一般通知", false), INFORMATION("公共信息", false), RULES("规定、公约与公司决议", false),
        BRAND("企业与品牌", false);

        final String label;
        /** Its messages do not wait for the morning. */
        final boolean isUrgent;

        Kind(String label, boolean isUrgent) {
            this.label = label;
            this.isUrgent = isUrgent;
        }
    }

    /** 从哪条路到住户。 */
    enum Path {
        BOARD("公告栏"), LIFT("电梯"), SMS("短信"), WECHAT("微信"), DOOR("上门");

        final String label;

        Path(String label) {
            this.label = label;
        }
    }

    /** @param buildings with {@code areas}: none of either for the whole community */
    record Text(@NotNull(message = "请选种类") Kind kind, @NotBlank(message = "请填标题") @Size(max = 80, message = "标题最多 80 字") String title,
                @NotBlank(message = "请写正文") @Size(max = 3000, message = "正文最多 3000 字") String content, @NotEmpty(message = "请选怎么发") @Size(max = 5) List<@NotNull Path> channels,
                @NotNull(message = "请填从哪天") LocalDate fromOn, @NotNull(message = "请填到哪天") LocalDate toOn, @NotNull @Size(max = 200) List<@NotNull Long> buildings,
                @NotNull @Size(max = 200) List<@NotNull Long> areas) {}

    record Withdrawal(@NotBlank(message = "请写为什么撤回") @Size(max = 200, message = "最多 200 字") String reason) {}

    /** @param photoId a picture of it hanging */
    record Posting(@NotBlank(message = "请写贴在哪里") @Size(max = 60, message = "最多 60 字") String place, @Nullable Long photoId) {}

    record Delivery(@NotBlank(message = "请填房号") String roomCode, boolean isSigned) {}

    record Made(long id, String number) {}

    record Placed(long id) {}

    /** @param approvalId the request that waits for its reviewer */
    record Submitted(long approvalId) {}

    /** @param messages queued for residents */
    record Published(long messages) {}

    private record Held(long id, String number, Kind kind, String title, String content, AnnouncementState state, long madeBy, LocalDate toOn) {}

    private record Home(long personId, long roomId, String roomCode) {}

    static final String APPROVAL = "announcement";

    /** The rooms it is for, as the announcement {@code n} says, rooms {@code r}. */
    static final String ADDRESSED = """
        (cardinality(n.buildings) + cardinality(n.areas) = 0 or r.building_id = any (n.buildings)
         or exists (select from estate.steward_area_rooms(:community, :today) p where p.room_id = r.id and p.area_id = any (n.areas)))
        """;

    private final JdbcClient jdbc;
    private final NumberSeries numbers;
    private final Approvals approvals;
    private final Rooms rooms;
    private final Messages messages;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    Announcements(JdbcClient jdbc, NumberSeries numbers, Approvals approvals, Rooms rooms, Messages messages, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.approvals = approvals;
        this.rooms = rooms;
        this.messages = messages;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** 起草。 @throws Problem 400 {@code dates-reversed}; 404 {@code place-not-found} */
    @Transactional
    Made draft(long community, Text text) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        check(community, text);
        var number = numbers.next("engagement", community, "TG", LocalDate.now(clock));
        var id = jdbc.sql("""
            insert into engagement.announcement (community_id, number, kind, title, content, channels, from_on, to_on, buildings, areas, made_at, made_by, made_name)
            values (:community, :number, :kind, :title, :content, :channels, :from, :to, :buildings, :areas, :now, :me, :name) returning id
            """).param("community", community).param("number", number).params(values(text)).param("now", now()).param("me", user.id()).param("name", user.name()).query(Long.class).single();
        audit.note("通告 " + number, null, text);
        return new Made(id, number);
    }

    /** 改草稿。 @throws Problem 403 {@code draft-of-other}; 409 {@code move-not-allowed} */
    @Transactional
    void write(long community, long id, Text text) {
        var held = drafted(community, id);
        check(community, text);
        jdbc.sql("""
            update engagement.announcement set kind = :kind, title = :title, content = :content, channels = :channels, from_on = :from, to_on = :to, buildings = :buildings, areas = :areas
             where community_id = :community and id = :id
            """).params(values(text)).param("community", community).param("id", id).update();
        audit.note("通告 " + held.number(), Map.of("title", held.title()), text);
    }

    /** 送审：从这里起正文不再变，退回了才能改。 */
    @Transactional
    Submitted submit(long community, long id) {
        var held = drafted(community, id);
        set(community, held, Move.SUBMIT, "submitted_at = :now, review_note = null", Map.of());
        return new Submitted(approvals.submit(community, new Submission(APPROVAL, id, held.number() + "　" + held.title(), null, held.content().substring(0, Math.min(held.content().length(), 200)),
            List.of(new Fact("种类", held.kind().label), new Fact("有效到", held.toOn().toString())), "announcements/" + id)));
    }

    /** 审过了；审的人不是起草的人，审批管着。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void approved(long community, long id) {
        set(community, held(community, id), Move.APPROVE, "reviewed_at = :now, reviewed_by = :me, reviewed_name = :name", Map.of());
    }

    /** 退回，写明哪里要改。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void rejected(long community, long id, String why) {
        set(community, held(community, id), Move.RETURN, "review_note = :note", Map.of("note", why));
    }

    /** 发布：走短信、微信的，给范围里每户的住户各发一条。 @throws Problem 409 {@code announcement-over} */
    @Transactional
    Published publish(long community, long id) {
        CurrentUser.get().require(community, "engagement.manage");
        var held = held(community, id);
        if (held.toOn().isBefore(LocalDate.now(clock))) throw Problem.conflict("announcement-over", "有效期 %s 已经过了，请撤回后另拟", held.toOn());
        set(community, held, Move.PUBLISH, "published_at = :now, published_by = :me, published_name = :name", Map.of());
        if (held.madeBy() != CurrentUser.get().id())
            notices.tell(community, List.of(held.madeBy()), new Notice("通知公告", "已发布：" + held.title(), null, "announcements/" + id, "announcement-out:" + id));
        return new Published(send(community, held, Path.SMS, Channel.Kind.SMS) + send(community, held, Path.WECHAT, Channel.Kind.WECHAT));
    }

    /** 撤回。 */
    @Transactional
    void withdraw(long community, long id, Withdrawal withdrawal) {
        CurrentUser.get().require(community, "engagement.manage");
        var held = held(community, id);
        set(community, held, Move.WITHDRAW, "withdrawn_at = :now, withdrawn_name = :name, withdrawn_why = :why", Map.of("why", withdrawal.reason().strip()));
    }

    /** 贴出一张。 @throws Problem 409 {@code not-published}, {@code posted-there} */
    @Transactional
    Placed post(long community, long id, Posting posting) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var held = published(community, id);
        try {
            var made = jdbc.sql("""
                insert into engagement.announcement_posting (community_id, announcement_id, place, photo_id, posted_at, posted_by, posted_name)
                values (:community, :id, :place, :photo, :now, :me, :name) returning id
                """).param("community", community).param("id", id).param("place", posting.place().strip()).param("photo", posting.photoId()).param("now", now()).param("me", user.id()).param("name", user.name())
                .query(Long.class).single();
            audit.note("通告 %s 张贴".formatted(held.number()), null, posting);
            return new Placed(made);
        } catch (DuplicateKeyException _) {
            throw Problem.conflict("posted-there", "%s 已经贴着一张", posting.place().strip());
        } catch (DataIntegrityViolationException _) {
            throw Problem.notFound("attachment-not-found", "没有这张照片，请重新拍");
        }
    }

    /** 取下一张。 @throws Problem 404 {@code posting-not-found} */
    @Transactional
    void remove(long community, long posting) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        if (jdbc.sql("update engagement.announcement_posting set removed_at = :now, removed_name = :name where community_id = :community and id = :id and removed_at is null")
            .param("now", now()).param("name", user.name()).param("community", community).param("id", posting).update() == 0)
            throw Problem.notFound("posting-not-found", "没有这张，或已经取下");
        audit.note("通告取下 " + posting, null, null);
    }

    /** 送上门一户。 @throws Problem 404 {@code room-not-found}; 409 {@code not-published}, {@code delivered-there} */
    @Transactional
    void deliver(long community, long id, Delivery delivery) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var held = published(community, id);
        var code = delivery.roomCode().strip();
        var room = rooms.byCode(community, code).orElseThrow(() -> Problem.notFound("room-not-found", "没有 %s 这间房", code)).id();
        if (jdbc.sql("""
            insert into engagement.announcement_delivery (community_id, announcement_id, room_id, is_signed, made_at, made_by, made_name)
            values (:community, :id, :room, :signed, :now, :me, :name) on conflict do nothing
            """).param("community", community).param("id", id).param("room", room).param("signed", delivery.isSigned()).param("now", now()).param("me", user.id()).param("name", user.name())
            .update() == 0) throw Problem.conflict("delivered-there", "%s 已经送过了", code);
        audit.note("通告 %s 送达 %s".formatted(held.number(), code), null, delivery);
    }

    private long send(long community, Held held, Path path, Channel.Kind channel) {
        return jdbc.sql("""
            select distinct on (h.person_id) h.person_id, h.room_id, r.code room_code
              from engagement.announcement n join estate.room r on r.community_id = n.community_id
              join resident.holding h on h.community_id = r.community_id and h.room_id = r.id and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)
               and h.role in ('OWNER', 'TENANT')
             where n.community_id = :community and n.id = :id and :path = any (n.channels) and
            """ + ADDRESSED + " order by h.person_id, h.room_id").param("community", community).param("id", held.id()).param("path", path.name())
            .param("today", LocalDate.now(clock)).query(Home.class).stream()
            .filter(home -> messages.queue(community, new Message(channel, home.personId(), home.roomId(), Topic.ANNOUNCEMENT, held.title() + "：" + held.content(), "announcement", held.id(),
                "announcement:%d:%s:%d".formatted(held.id(), path, home.personId()), Map.of(Variable.TITLE, held.title(), Variable.ROOM, home.roomCode()), held.kind().isUrgent)).isPresent()).count();
    }

    private void check(long community, Text text) {
        if (text.toOn().isBefore(text.fromOn())) throw Problem.invalid("dates-reversed", "结束早于开始");
        var known = jdbc.sql("""
            select (select count(*) from estate.building where community_id = :community and id = any (:buildings))
                   + (select count(*) from estate.steward_area where community_id = :community and id = any (:areas))
            """).param("community", community).param("buildings", text.buildings().toArray(Long[]::new)).param("areas", text.areas().toArray(Long[]::new)).query(Long.class).single();
        if (known < text.buildings().stream().distinct().count() + text.areas().stream().distinct().count()) throw Problem.notFound("place-not-found", "有的楼栋或片区不在本小区，请重新选");
    }

    private Held drafted(long community, long id) {
        var user = CurrentUser.get();
        user.require(community, "engagement.write");
        var held = held(community, id);
        held.state().after(Move.SUBMIT);
        if (held.madeBy() != user.id()) throw Problem.forbidden("draft-of-other", "草稿由起草的人改和送审");
        return held;
    }

    private Held published(long community, long id) {
        var held = held(community, id);
        if (held.state() != AnnouncementState.PUBLISHED) throw Problem.conflict("not-published", "这份通告%s，不能张贴、送达", held.state().label);
        return held;
    }

    private Held held(long community, long id) {
        return jdbc.sql("select id, number, kind, title, content, state, made_by, to_on from engagement.announcement where community_id = :community and id = :id for no key update")
            .param("community", community).param("id", id).query(Held.class).optional().orElseThrow(() -> Problem.notFound("announcement-not-found", "没有这份通告"));
    }

    /** @param what literals of this class, never user text */
    private void set(long community, Held held, Move move, String what, Map<String, ? extends @Nullable Object> values) {
        var user = CurrentUser.get();
        held.state().after(move);
        var statement = jdbc.sql("update engagement.announcement set state = :state, %s where community_id = :community and id = :id".formatted(what))
            .param("state", move.to.name()).param("community", community).param("id", held.id()).param("now", now()).param("me", user.id()).param("name", user.name());
        for (var each : values.entrySet()) statement = statement.param(each.getKey(), each.getValue());
        statement.update();
        audit.note("通告 %s %s".formatted(held.number(), move.label), Map.of("state", held.state()), Map.of("state", move.to));
    }

    private static Map<String, Object> values(Text text) {
        return new HashMap<>(Map.of("kind", text.kind().name(), "title", text.title().strip(), "content", text.content().strip(),
            "channels", text.channels().stream().distinct().map(Enum::name).toArray(String[]::new), "from", text.fromOn(), "to", text.toOn(),
            "buildings", text.buildings().stream().distinct().toArray(Long[]::new), "areas", text.areas().stream().distinct().toArray(Long[]::new)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
