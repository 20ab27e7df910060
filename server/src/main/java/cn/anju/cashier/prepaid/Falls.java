package cn.anju.cashier.prepaid;

import cn.anju.access.AuditTrail;
import cn.anju.cashier.prepaid.Balances.Standing;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.notification.Message;
import cn.anju.notification.Messages;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import cn.anju.notification.Topic;
import cn.anju.notification.Variable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 一次余额不足：记下、告诉住户和同事、补记电话与送单、回升。 */
@Service
class Falls {

    /** 怎样告诉的。 */
    enum Way {
        SMS("短信"), CALL("电话"), VISIT("上门"), SLIP("送通知单");

        final String label;

        Way(String label) {
            this.label = label;
        }
    }

    /** 补记一次告知。 @param told who was told */
    record Told(@NotNull(message = "请选怎样告诉的") Way way, @NotBlank(message = "请填告诉了谁") @Size(max = 60) String told,
                @Nullable @Size(max = 200, message = "说明最多 200 字") String note) {}

    private record Person(long id, String name) {}

    private static final LocalTime FROM = LocalTime.of(8, 0);
    private static final LocalTime TO = LocalTime.of(21, 0);

    private final JdbcClient jdbc;
    private final Messages messages;
    private final Notices notices;
    private final Communities communities;
    private final PrepaidSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Falls(JdbcClient jdbc, Messages messages, Notices notices, Communities communities, PrepaidSettings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.notices = notices;
        this.communities = communities;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** 跌到界线以下：这一次还没记过才记，才告诉。The supply is locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    void fall(long community, Supply supply, Standing standing, Money limit) {
        var made = jdbc.sql("""
                insert into cashier.prepaid_fall (community_id, supply_id, balance, threshold, read_on, fallen_at, fallen_on)
                values (:community, :supply, :balance, :limit, :readOn, :at, :today)
                    on conflict (community_id, supply_id) where recovered_on is null do nothing
                returning id
                """).param("community", community).param("supply", supply.id()).param("balance", standing.balance().yuan()).param("limit", limit.yuan())
            .param("readOn", standing.readOn()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("today", LocalDate.now(clock))
            .query(Long.class).optional();
        if (made.isPresent()) tell(community, made.get(), supply, standing, limit);
    }

    /** 回到界线以上：下次再跌是新的一次。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void recover(long community, Standing standing) {
        jdbc.sql("""
                update cashier.prepaid_fall set recovered_on = :today, recovered_balance = :balance
                 where community_id = :community and supply_id = :supply and recovered_on is null
                """).param("today", LocalDate.now(clock)).param("balance", standing.balance().yuan()).param("community", community)
            .param("supply", standing.id()).update();
    }

    private void tell(long community, long fall, Supply supply, Standing standing, Money limit) {
        var isSent = settings.sendsMessage(community);
        var people = !isSent ? List.<Person>of() : people(community, supply.roomId()).stream()
            .filter(person -> messages.reaches(community, person.id())).toList();
        for (var person : people) {
            var text = "【%s】%s：%s 的预付%s费余额 %s 元（算到 %s 的读数），低于 %s 元，请及时到服务中心充值。"
                .formatted(communities.name(community), person.name(), supply.roomCode(), supply.meterKind(), standing.balance(), standing.readOn(), limit);
            messages.queue(community, new Message(null, person.id(), supply.roomId(), Topic.PREPAID, text, "prepaid", fall,
                "prepaid-%d-%d".formatted(fall, person.id()), Map.of(Variable.NAME, person.name(), Variable.ROOM, supply.roomCode(), Variable.METER, supply.meterKind(),
                Variable.AMOUNT, standing.balance().toString(), Variable.DATE, String.valueOf(standing.readOn())), false), due()).ifPresent(message -> add(community, fall, Way.SMS, person.name(), message, null, null));
        }
        notices.tellHolders(community, "cashier.prepaid-notice", new Notice("预付费", "%s 预付%s费余额 %s 元".formatted(supply.roomCode(), supply.meterKind(), standing.balance()),
            !isSent ? "没有发短信（设置里关了），请打电话或送通知单，并记下来"
                : people.isEmpty() ? "没有可发短信的人，请打电话或送通知单，并记下来" : "发短信给" + String.join("、", people.stream().map(Person::name).toList()),
            "prepaid-meters/" + supply.id(), "prepaid-" + fall));
    }

    /** 短信都没发成、也没有别的办法告诉过的：请同事去告诉，每次不足提醒一次。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void remindOfUnsent(long community) {
        record Unsent(long id, long supply, String roomCode, String meterKind, Money balance) {}
        jdbc.sql("""
                select f.id, s.id supply, r.code room_code, s.meter_kind, f.balance
                  from cashier.prepaid_fall f
                  join cashier.prepaid_supply s on s.community_id = f.community_id and s.id = f.supply_id
                  join estate.room r on r.community_id = s.community_id and r.id = s.room_id
                 where f.community_id = :community and f.recovered_on is null
                   and exists (select from cashier.prepaid_notice n where n.community_id = f.community_id and n.fall_id = f.id) and not
                """ + FallList.TOLD + " order by f.id").param("community", community).query(Unsent.class).list()
            .forEach(fall -> notices.tellHolders(community, "cashier.prepaid-notice", new Notice("预付费",
                "%s 预付%s费余额不足的短信没发成".formatted(fall.roomCode(), fall.meterKind()),
                "余额 %s 元，请打电话或送通知单，并记下来".formatted(fall.balance()), "prepaid-meters/" + fall.supply(), "prepaid-unsent-" + fall.id())));
    }

    /** Nobody is woken: what falls in the night is sent in the morning. */
    private Instant due() {
        var now = clock.instant().atZone(clock.getZone());
        if (now.toLocalTime().isBefore(FROM)) return now.with(FROM).toInstant();
        return now.toLocalTime().isBefore(TO) ? now.toInstant() : now.plusDays(1).with(FROM).toInstant();
    }

    /** The owners and those who live there on their account. */
    private List<Person> people(long community, long room) {
        return jdbc.sql("""
                select p.id, p.name
                  from resident.holding h
                  join resident.person p on p.community_id = h.community_id and p.id = h.person_id
                 where h.community_id = :community and h.room_id = :room and h.role in ('OWNER', 'TENANT')
                   and h.from_on <= :today and (h.to_on is null or h.to_on >= :today)
                 group by p.id, p.name order by min(h.id)
                """).param("community", community).param("room", room).param("today", LocalDate.now(clock)).query(Person.class).list();
    }

    /** 补记电话、上门、送单。 @throws Problem 404 {@code prepaid-fall-not-found}, 400 {@code way-invalid} */
    @Transactional
    long record(long community, long fall, Told told) {
        var user = CurrentUser.get();
        user.require(community, "cashier.prepaid-notice");
        if (told.way() == Way.SMS) throw Problem.invalid("way-invalid", "短信由系统发出时自动记下，不用补记");
        require(community, fall);
        var id = add(community, fall, told.way(), told.told().strip(), null, told.note() == null || told.note().isBlank() ? null : told.note().strip(), user);
        audit.note("预付费余额不足告知 " + fall, null, told);
        return id;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void require(long community, long fall) {
        if (!jdbc.sql("select exists (select from cashier.prepaid_fall where community_id = :community and id = :id)").param("community", community)
            .param("id", fall).query(Boolean.class).single()) throw Problem.notFound("prepaid-fall-not-found", "没有这次余额不足的记录");
    }

    private long add(long community, long fall, Way way, String told, @Nullable Long message, @Nullable String note, @Nullable CurrentUser user) {
        return jdbc.sql("""
                insert into cashier.prepaid_notice (community_id, fall_id, way, told, message_id, note, made_by, made_name, made_at)
                values (:community, :fall, :way, :told, :message, :note, :by, :name, :at) returning id
                """).param("community", community).param("fall", fall).param("way", way.name()).param("told", told).param("message", message)
            .param("note", note).param("by", user == null ? null : user.id()).param("name", user == null ? null : user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }
}
