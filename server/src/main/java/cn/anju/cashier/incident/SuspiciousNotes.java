package cn.anju.cashier.incident;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 可疑钞票：不收，登记处置，报主管。 */
@Service
class SuspiciousNotes {

    /** 怎样处置。 */
    enum Treatment {
        EXCHANGED("请顾客换一张"), REFUSED("拒收退回"), TO_BANK("送银行鉴定"), TO_POLICE("报警处理");

        private final String label;

        Treatment(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** 发现的一张或几张。 */
    record Found(@Nullable @Size(max = 60) String roomCode, @NotBlank @Size(max = 60) String presentedBy, @NotNull Money denomination,
                 @Min(1) @Max(1000) int pieces, @Nullable @Size(max = 200) String serials, @NotNull Treatment treatment,
                 @Nullable @Size(max = 200) String remark) {}

    /** 登记的一行。 */
    record Row(long id, LocalDate foundOn, @Nullable String roomCode, String presentedBy, Money denomination, int pieces, @Nullable String serials,
               Treatment treatment, String treatmentLabel, @Nullable String remark, String madeName, Instant madeAt) {}

    private static final Map<String, String> SORTABLE = Map.of("foundOn", "found_on", "denomination", "denomination");

    private final JdbcClient jdbc;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    SuspiciousNotes(JdbcClient jdbc, Notices notices, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    long add(long community, Found found) {
        var user = CurrentUser.get();
        user.require(community, "cashier.receive");
        if (!found.denomination().isPositive()) throw Problem.invalid("amount-invalid", "面额须大于零");
        var id = jdbc.sql("""
                insert into cashier.suspicious_note (community_id, found_on, room_code, presented_by, denomination, pieces, serials, treatment, remark,
                                                     made_by, made_name, made_at)
                values (:community, :on, :room, :by, :denomination, :pieces, :serials, :treatment, :remark, :user, :name, :at) returning id
                """)
            .param("community", community).param("on", LocalDate.now(clock)).param("room", found.roomCode()).param("by", found.presentedBy())
            .param("denomination", found.denomination().yuan()).param("pieces", found.pieces()).param("serials", found.serials())
            .param("treatment", found.treatment().name()).param("remark", found.remark()).param("user", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        notices.tellRole(community, "cs_supervisor", new Notice("现金", "发现可疑钞票 %s 元 %d 张".formatted(found.denomination(), found.pieces()),
            user.name() + "，" + found.treatment().label(), "counter-incidents", "suspicious-" + id));
        audit.note("可疑钞票 " + id, null, found);
        return id;
    }

    @Transactional(readOnly = true)
    Page<Row> list(long community, Paging paging) {
        var total = jdbc.sql("select count(*) from cashier.suspicious_note where community_id = :community").param("community", community)
            .query(Long.class).single();
        return new Page<>(jdbc.sql("select * from cashier.suspicious_note where community_id = :community " + paging.orderBy(SORTABLE, "id desc")
                + " limit :limit offset :offset")
            .param("community", community).param("limit", paging.limit()).param("offset", paging.offset())
            .query((row, i) -> {
                var treatment = Treatment.valueOf(row.getString("treatment"));
                return new Row(row.getLong("id"), row.getObject("found_on", LocalDate.class), row.getString("room_code"), row.getString("presented_by"),
                    new Money(row.getBigDecimal("denomination")), row.getInt("pieces"), row.getString("serials"), treatment, treatment.label(),
                    row.getString("remark"), row.getString("made_name"), row.getTimestamp("made_at").toInstant());
            }).list(), total);
    }
}
