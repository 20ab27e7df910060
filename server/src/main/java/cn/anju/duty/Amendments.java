package cn.anju.duty;

import cn.anju.access.AuditTrail;
import cn.anju.duty.Amendment.Source;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 公司对目录的改动，从下一回起算；改错了，恢复成目录原样。 */
@Service
class Amendments {

    static final String AMEND = "duty.amend";

    /** What has a name without a key of its own. */
    private static final Map<Source, String> UNNAMED = Map.of(Source.SHIPPED, "照目录", Source.REGISTER, "台账", Source.MANUAL, "本人打勾");

    /**
     * @param day counted from 1, from the round's end when negative; absent for its last day
     * @param evidenceKey of the record, the figure or the register; a register may be left open
     * @param limits absent as shipped
     * @param version the one the page showed; 0 when it was as shipped
     */
    record Change(boolean isOff, @NotEmpty(message = "至少要有一个岗位") @Size(max = 20, message = "最多 20 个岗位") List<@NotNull String> roles,
                  @NotNull(message = "请选多久一回") Cadence cadence, @NotNull(message = "请选算在谁头上") Per per, @Nullable LocalTime clock,
                  @Min(value = -180, message = "倒数最多 180 天") @Max(value = 360, message = "最多第 360 天") @Nullable Integer day,
                  @NotNull(message = "请选凭什么算办了") Source evidence, @Nullable @Size(max = 100, message = "没有这种凭据，请从列表里选") String evidenceKey,
                  @Nullable @Size(max = 10, message = "最多 10 条限度") List<@NotBlank(message = "限度不能空着") @Size(max = 200, message = "最多 200 个字") String> limits, @NotBlank(message = "请写为什么改") @Size(max = 200, message = "最多 200 个字") String reason,
                  int version) {}

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final EvidenceChoices evidence;
    private final AuditTrail audit;
    private final Clock clock;

    Amendments(JdbcClient jdbc, Catalogue catalogue, EvidenceChoices evidence, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.evidence = evidence;
        this.audit = audit;
        this.clock = clock;
    }

    /** By duty. */
    @Transactional(readOnly = true)
    public Map<String, Amendment> all() {
        var all = new HashMap<String, Amendment>();
        var choices = evidence.all();
        jdbc.sql("select duty_id, is_off, roles, cadence, per, clock, day, evidence, reason, version, made_name, made_at, evidence_key, limits from duty.amendment").query(row -> {
            var source = Source.valueOf(row.getString(8));
            var label = EvidenceChoices.label(choices, source, row.getString(13));
            all.put(row.getString(1), new Amendment(row.getString(1), row.getBoolean(2), texts(row.getArray(3)), Cadence.valueOf(row.getString(4)), Per.valueOf(row.getString(5)),
                row.getObject(6, LocalTime.class), row.getObject(7, Integer.class), source, row.getString(13), label == null ? UNNAMED.getOrDefault(source, "凭据已停用") : label,
                row.getArray(14) == null ? null : texts(row.getArray(14)), row.getString(9), row.getInt(10), row.getString(11),
                row.getObject(12, OffsetDateTime.class).toInstant()));
        });
        return all;
    }

    /**
     * @throws Problem 404 {@code duty-unknown}; 400 {@code role-unknown}, {@code duty-day-zero}, {@code duty-evidence-rhythm}, {@code duty-evidence-unknown},
     *     {@code duty-figure-event};
     *     409 {@code duty-changed-meanwhile}
     */
    @Transactional
    public void amend(String dutyId, Change change) {
        var user = CurrentUser.get();
        user.requireEverywhere(AMEND);
        var shipped = shipped(dutyId);
        check(shipped, change);
        var before = settle(dutyId, change.version());
        jdbc.sql("""
            insert into duty.amendment (duty_id, is_off, roles, cadence, per, clock, day, evidence, evidence_key, limits, reason, version, made_by, made_name, made_at)
            values (:duty, :off, :roles, :cadence, :per, :clock, :day, :evidence, :key, cast(:limits as text[]), :reason, :version, :by, :name, :now)
                on conflict (duty_id) do update set is_off = excluded.is_off, roles = excluded.roles, cadence = excluded.cadence, per = excluded.per, clock = excluded.clock,
                   day = excluded.day, evidence = excluded.evidence, evidence_key = excluded.evidence_key, limits = excluded.limits, reason = excluded.reason, version = excluded.version, made_by = excluded.made_by,
                   made_name = excluded.made_name, made_at = excluded.made_at
            """)
            .param("duty", dutyId).param("off", change.isOff()).param("roles", change.roles().stream().distinct().toArray(String[]::new)).param("cadence", change.cadence().name())
            .param("per", change.per().name()).param("clock", change.clock()).param("day", change.day()).param("evidence", change.evidence().name()).param("key", change.evidenceKey())
            .param("limits", change.limits() == null ? null : change.limits().toArray(String[]::new))
            .param("reason", change.reason().strip()).param("version", change.version() + 1).param("by", user.id()).param("name", user.name())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("职责 " + dutyId, before.orElse(null), change);
    }

    /** 恢复成目录原样。 @throws Problem 404 {@code duty-unknown}; 409 {@code duty-changed-meanwhile} */
    @Transactional
    public void restore(String dutyId, int version) {
        CurrentUser.get().requireEverywhere(AMEND);
        shipped(dutyId);
        var before = settle(dutyId, version);
        jdbc.sql("delete from duty.amendment where duty_id = :duty").param("duty", dutyId).update();
        audit.note("职责 " + dutyId, before.orElse(null), "恢复成目录原样");
    }

    private Duty shipped(String dutyId) {
        return catalogue.find(dutyId).orElseThrow(() -> Problem.notFound("duty-unknown", "没有这条职责"));
    }

    private void check(Duty shipped, Change change) {
        if (change.day() != null && change.day() == 0) throw Problem.invalid("duty-day-zero", "第几天从 1 数起，倒数从 -1 数起");
        var known = jdbc.sql("select count(*) from access.role where key = any(:roles) and key <> 'administrator'")
            .param("roles", change.roles().stream().distinct().toArray(String[]::new)).query(Long.class).single();
        if (known != change.roles().stream().distinct().count()) throw Problem.invalid("role-unknown", "有的岗位不存在，请重新选");
        var isChosen = change.evidence() == Source.EVENT || change.evidence() == Source.METRIC || change.evidence() == Source.REGISTER && change.evidenceKey() != null;
        if (isChosen ? EvidenceChoices.label(evidence.all(), change.evidence(), change.evidenceKey()) == null : change.evidenceKey() != null)
            throw Problem.invalid("duty-evidence-unknown", "没有这种凭据，请从列表里选一种记录、一个数字或一本在用的台账");
        var isFigure = change.evidence() == Source.METRIC || change.evidence() == Source.SHIPPED && shipped.evidence().type() == Evidence.Type.METRIC;
        if (isFigure && change.cadence() == Cadence.EVENT) throw Problem.invalid("duty-figure-event", "凭数字的职责没有“事来即办”，请选“一直”或一个周期");
        if (change.evidence() == Source.MANUAL && !change.cadence().isPeriodic() && (shipped.rhythm() == null || change.cadence() != shipped.cadence()))
            throw Problem.invalid("duty-evidence-rhythm", "自己打勾的职责要有周期，请选每天、每周……");
    }

    /** Two administrators at once: the second sees that the page is old. */
    private Optional<String> settle(String dutyId, int version) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('duty.amendment' || :duty, 0))").param("duty", dutyId).query(row -> {});
        var before = jdbc.sql("select version, row_to_json(a)::text from duty.amendment a where duty_id = :duty").param("duty", dutyId)
            .query((row, i) -> Map.entry(row.getInt(1), row.getString(2))).optional();
        if (before.map(Map.Entry::getKey).orElse(0) != version) throw Problem.conflict("duty-changed-meanwhile", "这条职责刚刚被别人改过，请刷新后再改");
        return before.map(Map.Entry::getValue);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
