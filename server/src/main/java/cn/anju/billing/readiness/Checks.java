package cn.anju.billing.readiness;

import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 出账前检查与计费资料核查：逐项数一遍，要看明细再逐行列出。 */
@Component
@Transactional(readOnly = true)
class Checks {

    /** 通过、只是提醒、要先办。 */
    enum State { GREEN, NOTICE, DUE }

    /**
     * 一项的结果。
     *
     * @param sentence what is right, or what is found
     * @param link where it is put right
     */
    record Line(Check check, State state, long count, String sentence, String link) {}

    /** @param isReady nothing is left that has to be done first */
    record Checklist(YearMonth month, boolean isReady, List<Line> lines) {}

    /** 查出的一处。 @param link the page of it */
    record Finding(Check check, String label, String subject, String detail, String link) {}

    private final JdbcClient jdbc;

    Checks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Checklist beforeCycle(long community, YearMonth month) {
        return of(community, month, Arrays.stream(Check.values()).filter(Check::isBeforeCycle));
    }

    Checklist audit(long community, YearMonth month) {
        return of(community, month, Arrays.stream(Check.values()).filter(Check::isInAudit));
    }

    private Checklist of(long community, YearMonth month, Stream<Check> checks) {
        var lines = checks.map(check -> line(check, count(community, month, check))).toList();
        return new Checklist(month, lines.stream().noneMatch(line -> line.state() == State.DUE), lines);
    }

    private static Line line(Check check, long count) {
        var state = count == 0 ? State.GREEN : check.scope == Check.Scope.NOTICE ? State.NOTICE : State.DUE;
        return new Line(check, state, count, count == 0 ? check.green : check.label, check.link);
    }

    private long count(long community, YearMonth month, Check check) {
        return jdbc.sql("select count(*) from (" + check.sql + ") found").params(parameters(community, month)).query(Long.class).single();
    }

    /** 一项的明细；没有说哪一项，就是核查的各项，一项接一项。 */
    Page<Finding> findings(long community, YearMonth month, @Nullable Check only, Paging paging) {
        var checks = Arrays.stream(Check.values()).filter(check -> only == null ? check.isInAudit() : check == only).toList();
        var items = new ArrayList<Finding>();
        var before = 0L;
        for (var check : checks) {
            var count = count(community, month, check);
            var from = Math.max(0, paging.offset() - before);
            var most = paging.limit() - items.size();
            if (count > from && most > 0) items.addAll(page(community, month, check, from, most));
            before += count;
        }
        return new Page<>(items, before);
    }

    private List<Finding> page(long community, YearMonth month, Check check, long offset, int limit) {
        return jdbc.sql("select * from (" + check.sql + ") found order by subject collate \"C\", detail limit :limit offset :offset")
            .params(parameters(community, month)).param("limit", limit).param("offset", offset)
            .query((row, i) -> new Finding(check, check.label, row.getString("subject"), row.getString("detail"), row.getString("link"))).list();
    }

    private static Map<String, Object> parameters(long community, YearMonth month) {
        return Map.of("community", community, "first", month.atDay(1), "last", month.atEndOfMonth());
    }
}
