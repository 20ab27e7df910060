package cn.anju.billing;

import cn.anju.billing.Tariffs.Limits;
import cn.anju.billing.Tariffs.Version;
import cn.anju.job.ImportChange;
import cn.anju.job.ImportNote;
import cn.anju.job.ImportPlan;
import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 一次收费标准导入的打算。 */
final class TariffPlan implements ImportPlan {

    private record Row(int number, TariffTerms terms) {}

    /** 已有版本要变成的样子。 */
    private record Change(Row row, Version before) {

        /** Only the last day differs: the one thing of a billed version that may still move. */
        boolean isEndOnly() {
            return before.terms().until(row.terms.to()).equals(row.terms);
        }
    }

    private final long community;
    private final Tariffs tariffs;
    private final List<Version> known;
    private final Map<Long, Limits> limits;
    private final List<Row> rows = new ArrayList<>();
    private final List<ImportNote> rejects = new ArrayList<>();
    private final List<ImportNote> warnings = new ArrayList<>();
    private final List<ImportChange> details = new ArrayList<>();
    private final List<Row> created = new ArrayList<>();
    private final List<Change> changed = new ArrayList<>();
    private int unchanged;

    TariffPlan(long community, Tariffs tariffs, List<Version> known, Map<Long, Limits> limits) {
        this.community = community;
        this.tariffs = tariffs;
        this.known = known;
        this.limits = limits;
    }

    /** 收下一行；与前面收下的重叠则拒。 */
    void read(int number, TariffTerms terms) {
        for (var earlier : rows) {
            if (earlier.terms.isSameVersion(terms))
                throw Problem.invalid("tariff-duplicate", "与第 %d 行是同一个版本", earlier.number);
            if (earlier.terms.overlaps(terms))
                throw Problem.invalid("tariff-overlap", "与第 %d 行的日期重叠，请给前一版填失效日期", earlier.number);
        }
        rows.add(new Row(number, terms));
    }

    /** 全表读完再与已有的比：表里的版本取代已有的同一版本，然后不得与留下的重叠。 */
    void decide() {
        Map<Long, Row> replacing = new HashMap<>();
        for (var row : rows) same(row).ifPresent(version -> replacing.put(version.id(), row));
        for (var row : rows) {
            try {
                decide(row, replacing);
            } catch (Problem problem) {
                rejects.add(new ImportNote(row.number, problem.code(), TariffSheet.column(problem.code()), problem.getMessage(), row.terms.code()));
            }
        }
    }

    private void decide(Row row, Map<Long, Row> replacing) {
        for (var version : known)
            if (!replacing.containsKey(version.id()) && version.terms().overlaps(row.terms) && !isElsewhere(version, row))
                throw Problem.invalid("tariff-overlap", "与已有的 %s（%s 起）日期重叠，请先给它填失效日期", version.terms().code(), version.terms().from());
        var before = same(row);
        if (before.isEmpty()) {
            created.add(row);
        } else if (before.get().terms().equals(row.terms)) {
            unchanged++;
        } else {
            change(new Change(row, before.get()));
        }
    }

    private void change(Change change) {
        var before = change.before;
        var terms = change.row.terms;
        if (before.isBilled() && !change.isEndOnly())
            throw Problem.invalid("tariff-in-use", "%s（%s 起）已经出过账，不能改；请另起一行，从新价格的第一天生效", terms.code(), terms.from());
        refuseEndBefore(before, terms.to());
        changed.add(change);
        if (!before.terms().priceText().equals(terms.priceText()))
            details.add(new ImportChange(change.row.number, terms.code(), "单价", before.terms().priceText(), terms.priceText(), false));
        details.add(new ImportChange(change.row.number, terms.code(), "失效日期", text(before.terms().to()), text(terms.to()), false));
    }

    /** 已经按这一版出过账的日子不能再划给别的版本。 */
    static void refuseEndBefore(Version version, @Nullable LocalDate last) {
        if (last != null && version.billedTo() != null && last.isBefore(version.billedTo()))
            throw Problem.conflict("tariff-billed-ahead", "%s 已出账到 %s，不能在那之前失效；新价格最早从 %s 起",
                version.terms().code(), version.billedTo(), version.billedTo().plusDays(1));
    }

    private Optional<Version> same(Row row) {
        return known.stream().filter(version -> version.terms().isSameVersion(row.terms))
            .min(Comparator.comparing(version -> !version.terms().equals(row.terms)));
    }

    /** A sheet names no buildings: its row keeps those of the version it replaces, and meets no version limited to others. */
    private boolean isElsewhere(Version version, Row row) {
        var here = same(row).map(before -> limits.getOrDefault(before.id(), Limits.NONE)).orElse(Limits.NONE);
        var there = limits.getOrDefault(version.id(), Limits.NONE);
        return !here.isEmpty() && !there.isEmpty() && Collections.disjoint(here.buildings(), there.buildings())
            && Collections.disjoint(here.rooms(), there.rooms());
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    /** Ends and removals first: the database compares the dates row by row. */
    @Override
    public void apply() {
        for (var change : changed) if (!change.isEndOnly()) replace(change);
        changed.stream().filter(Change::isEndOnly)
            .sorted(Comparator.comparing(change -> change.row.terms.to(), Comparator.nullsLast(Comparator.naturalOrder())))
            .forEach(change -> tariffs.end(community, change.before.id(), change.row.terms.to()));
        for (var row : created) tariffs.add(community, row.terms);
        rows.stream().map(row -> row.terms.code()).distinct().forEach(code -> tariffs.refuseOverlap(community, code));
    }

    private void replace(Change change) {
        var assignment = tariffs.assignment(community, change.before.id());
        tariffs.remove(community, change.before.id());
        tariffs.assign(community, tariffs.add(community, change.row.terms), assignment);
    }

    @Override
    public int created() {
        return created.size();
    }

    @Override
    public int changed() {
        return changed.size();
    }

    @Override
    public int unchanged() {
        return unchanged;
    }

    @Override
    public List<ImportNote> rejects() {
        return rejects;
    }

    @Override
    public List<ImportNote> warnings() {
        return warnings;
    }

    @Override
    public List<ImportChange> changes() {
        return details;
    }
}
