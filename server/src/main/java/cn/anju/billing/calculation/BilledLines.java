package cn.anju.billing.calculation;

import cn.anju.billing.calculation.BillFacts.Billed;
import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** 已有的账单，按收费标准版本查：不重收。 */
final class BilledLines {

    private final Map<Long, List<Billed>> byVersion;

    BilledLines(List<Billed> billed) {
        byVersion = billed.stream().collect(Collectors.groupingBy(Billed::tariffVersionId));
    }

    /** 这个版本在这段日期里起算过的房屋。 */
    Set<Long> rooms(long versionId, LocalDate first, LocalDate last) {
        return byVersion.getOrDefault(versionId, List.of()).stream().filter(line -> line.isBetween(first, last))
            .map(Billed::roomId).collect(Collectors.toSet());
    }

    /** 这个版本给这间房的各行里，有没有落在这段日期里的。 */
    boolean meets(long versionId, long room, LocalDate first, LocalDate last) {
        return byVersion.getOrDefault(versionId, List.of()).stream().anyMatch(line -> line.roomId() == room && line.meets(first, last));
    }

    /** 这个版本在这个公摊组这个月的已分的，按房屋。 */
    Map<Long, Money> group(long versionId, long shareGroupId, LocalDate first, LocalDate last) {
        return byVersion.getOrDefault(versionId, List.of()).stream()
            .filter(line -> Objects.equals(line.shareGroupId(), shareGroupId) && line.isBetween(first, last))
            .collect(Collectors.toMap(Billed::roomId, Billed::amount, Money::plus));
    }
}
