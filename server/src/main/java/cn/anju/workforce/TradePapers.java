package cn.anju.workforce;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.WorkClearance;
import cn.anju.setting.Settings;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 哪一类活要持什么证；证没有、过期的人不派，说明是哪一张。 */
@Service
@Transactional(readOnly = true)
class TradePapers implements WorkClearance {

    /** @param label the kind of work in words. @param kinds what it needs; none: anybody may */
    record Rule(String trade, String label, List<String> kinds) {}

    /** @param kinds all kinds of papers there are */
    record Rules(List<String> kinds, List<Rule> rules) {}

    record NewRule(@NotNull(message = "请选要什么证") @Size(max = 10, message = "最多 10 种") List<@NotBlank(message = "请选要什么证") String> kinds) {}

    private record Needed(String trade, String kind) {}

    /** @param expiresOn of the paper that is good for longest; nothing: he has none */
    private record Lacking(long staffId, String kind, @Nullable LocalDate expiresOn) {

        String words() {
            return expiresOn == null ? "没有登记" + kind : "%s %s 已过期".formatted(kind, expiresOn);
        }
    }

    private final JdbcClient jdbc;
    private final Settings settings;
    private final AuditTrail audit;

    TradePapers(JdbcClient jdbc, Settings settings, AuditTrail audit) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
    }

    Rules rules(long community) {
        var needed = jdbc.sql("select trade, kind from workforce.trade_paper where community_id = :community order by kind").param("community", community).query(Needed.class).list();
        return new Rules(settings.get(community, WorkforceSettings.PAPERS), WorkClearance.trades().entrySet().stream().map(trade -> new Rule(trade.getKey(), trade.getValue(),
            needed.stream().filter(each -> each.trade().equals(trade.getKey())).map(Needed::kind).toList())).toList());
    }

    /** @throws Problem 400 {@code paper-kind-unknown}; 404 {@code trade-not-found} */
    @Transactional
    void set(long community, String trade, NewRule rule) {
        CurrentUser.get().require(community, "workforce.personnel");
        var label = WorkClearance.trades().get(trade);
        if (label == null) throw Problem.notFound("trade-not-found", "没有这一类活");
        var known = settings.get(community, WorkforceSettings.PAPERS);
        for (var kind : rule.kinds()) if (!known.contains(kind)) throw Problem.invalid("paper-kind-unknown", "没有「%s」这种证件，请先在设置里加上", kind);
        jdbc.sql("delete from workforce.trade_paper where community_id = :community and trade = :trade").param("community", community).param("trade", trade).update();
        for (var kind : rule.kinds().stream().distinct().toList())
            jdbc.sql("insert into workforce.trade_paper (community_id, trade, kind) values (:community, :trade, :kind)").param("community", community).param("trade", trade).param("kind", kind).update();
        audit.note(label + "的活要的证", null, rule);
    }

    @Override
    public Map<Long, String> barred(long community, String trade, List<Long> people, LocalDate on) {
        var barred = new HashMap<Long, String>();
        jdbc.sql("""
            select s.id staff_id, n.kind, nullif(p.until, 'infinity') expires_on
              from workforce.trade_paper n cross join unnest(:people::bigint[]) s(id)
              left join lateral (select max(coalesce(p.expires_on, 'infinity')) until from workforce.paper p
                                  where p.community_id = n.community_id and p.staff_id = s.id and p.kind = n.kind and p.voided_at is null) p on true
             where n.community_id = :community and n.trade = :trade and coalesce(p.until, '-infinity') < :on order by n.kind
            """).param("community", community).param("trade", trade).param("people", people.toArray(Long[]::new)).param("on", on).query(Lacking.class).stream()
            .forEach(each -> barred.merge(each.staffId(), each.words(), (one, other) -> one + "，" + other));
        return barred;
    }
}
