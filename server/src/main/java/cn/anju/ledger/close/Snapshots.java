package cn.anju.ledger.close;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.ledger.ReceivableAges;
import cn.anju.ledger.TrialBalance;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 锁定的报表：结账那一刻的数，连同摘要，以后谁也改不了。 */
@Component
class Snapshots {

    enum Kind {
        TRIAL_BALANCE("试算平衡表"), INCOME_BY_ITEM("分项目收入表"), RECEIPTS_AND_PAYMENTS("收支表"), RECEIVABLES_BY_AGE("应收账龄表");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** 一张锁定的报表。 @param period 2026-10, 2026Q4 or 2026 */
    record Row(long id, String period, Kind kind, String kindLabel, int version, String sha256, String madeBy, Instant madeAt) {}

    /** 一张锁定的报表的内容。 @param content JSON as it was hashed */
    record Locked(Row report, String content) {}

    private final JdbcClient jdbc;
    private final TrialBalance trialBalance;
    private final Reports reports;
    private final List<ReceivableAges> ages;
    private final JsonMapper json;
    private final Clock clock;

    Snapshots(JdbcClient jdbc, TrialBalance trialBalance, Reports reports, List<ReceivableAges> ages, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.trialBalance = trialBalance;
        this.reports = reports;
        this.ages = ages;
        this.json = json;
        this.clock = clock;
    }

    /** 锁定一个月的报表；季末、年末的月份连同季报、年报。 */
    void lock(long community, YearMonth month) {
        periodsEndingWith(month).forEach((period, from) -> contents(community, from, month).forEach((kind, content) -> add(community, period, kind, content)));
    }

    static Map<String, YearMonth> periodsEndingWith(YearMonth month) {
        var periods = new LinkedHashMap<String, YearMonth>();
        periods.put(month.toString(), month);
        if (month.getMonthValue() % 3 == 0) periods.put(month.getYear() + "Q" + month.getMonthValue() / 3, month.minusMonths(2));
        if (month.getMonthValue() == 12) periods.put(String.valueOf(month.getYear()), month.withMonth(1));
        return periods;
    }

    private Map<Kind, String> contents(long community, YearMonth from, YearMonth to) {
        var contents = new LinkedHashMap<Kind, String>();
        contents.put(Kind.TRIAL_BALANCE, json.writeValueAsString(trialBalance.of(community, from, to)));
        contents.put(Kind.INCOME_BY_ITEM, json.writeValueAsString(reports.incomeByItem(community, from.atDay(1), to.atEndOfMonth())));
        contents.put(Kind.RECEIPTS_AND_PAYMENTS, json.writeValueAsString(reports.receiptsAndPayments(community, from.atDay(1), to.atEndOfMonth())));
        contents.put(Kind.RECEIVABLES_BY_AGE, json.writeValueAsString(ages.stream().flatMap(each -> each.asOf(community, to.atEndOfMonth()).stream()).toList()));
        return contents;
    }

    private void add(long community, String period, Kind kind, String content) {
        jdbc.sql("""
                insert into ledger.report_snapshot (community_id, period, kind, version, content, sha256, made_by, made_name, made_at)
                values (:community, :period, :kind, 1 + coalesce((select max(version) from ledger.report_snapshot
                         where community_id = :community and period = :period and kind = :kind), 0), :content, :hash, :by, :name, :at)
                """)
            .param("community", community).param("period", period).param("kind", kind.name()).param("content", content).param("hash", sha256(content))
            .param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    @Transactional(readOnly = true)
    List<Row> list(long community) {
        return rows("select * from ledger.report_snapshot where community_id = :community order by id desc", community, 0);
    }

    @Transactional(readOnly = true)
    Locked get(long community, long id) {
        var rows = rows("select * from ledger.report_snapshot where community_id = :community and id = :id", community, id);
        if (rows.isEmpty()) throw Problem.notFound("report-unknown", "没有这张报表");
        var content = jdbc.sql("select content from ledger.report_snapshot where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(String.class).single();
        if (!sha256(content).equals(rows.getFirst().sha256())) throw Problem.conflict("report-damaged", "这张报表与锁定时不一致，请找管理员从备份恢复");
        return new Locked(rows.getFirst(), content);
    }

    private List<Row> rows(String sql, long community, long id) {
        return jdbc.sql(sql).param("community", community).param("id", id)
            .query((row, i) -> new Row(row.getLong("id"), row.getString("period"), Kind.valueOf(row.getString("kind")), Kind.valueOf(row.getString("kind")).label,
                row.getInt("version"), row.getString("sha256"), row.getString("made_name"), row.getTimestamp("made_at").toInstant())).list();
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
