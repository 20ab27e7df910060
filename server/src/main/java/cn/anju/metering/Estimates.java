package cn.anju.metering;

import cn.anju.access.AuditTrail;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 估抄：抄不到的表按前几月平均估一个数，标明是估的；下次实抄多退少补。 */
@Service
class Estimates {

    /** @param why 门锁着、表坏了 …… */
    record Order(@NotNull(message = "请选月份") YearMonth month,
                 @NotEmpty(message = "请选要估抄的表") @Size(max = 500, message = "一次最多估 500 只表") List<@NotNull Long> meters,
                 @NotNull(message = "请填为什么估抄") @Size(min = 1, max = 200, message = "原因填 1 到 200 字") String why) {}

    /** 一只表估得怎样。 @param usage none when it could not be estimated: {@code code} and {@code message} say why */
    record Result(long meterId, String number, @Nullable BigDecimal value, @Nullable BigDecimal usage, @Nullable String code, @Nullable String message) {}

    record Results(int estimated, List<Result> rows) {}

    private final Meters meters;
    private final ReadingBook book;
    private final ReadingStore store;
    private final Communities communities;
    private final AuditTrail audit;
    private final Clock clock;

    Estimates(Meters meters, ReadingBook book, ReadingStore store, Communities communities, AuditTrail audit, Clock clock) {
        this.meters = meters;
        this.book = book;
        this.store = store;
        this.communities = communities;
        this.audit = audit;
        this.clock = clock;
    }

    /** 一批表一起估；估不出的说明为什么，其余照估。 */
    @Transactional
    Results estimate(long community, Order order) {
        CurrentUser.get().require(community, "metering.edit");
        if (order.month().isAfter(YearMonth.now(clock))) throw Problem.invalid("month-in-future", "%s 还没到，不能录入", order.month());
        var ids = order.meters().stream().distinct().sorted().toList();
        var locked = ids.stream().map(id -> meters.lock(community, id)).toList();
        var chains = book.chains(community, locked, order.month());
        var booksStart = YearMonth.from(communities.booksStart(community));
        var results = new ArrayList<Result>();
        for (var meter : locked) results.add(one(meter, chains.get(meter.id()), order, booksStart));
        store.store(community, chains.values());
        var estimated = (int) results.stream().filter(result -> result.code() == null).count();
        audit.note("估抄 " + order.month(), null, Map.of("表", estimated, "原因", order.why().strip()));
        return new Results(estimated, results);
    }

    private Result one(Meter meter, ReadingChain chain, Order order, YearMonth booksStart) {
        try {
            ReadingIntake.refuseOutside(meter, order.month(), booksStart);
            if (chain.at(order.month()) != null) throw Problem.conflict("reading-exists", "这个月已有读数，不用估");
            var value = chain.estimate(order.month());
            if (value == null) throw Problem.conflict("no-usage-yet", "还没有可信的用量，估不出");
            if (value.compareTo(BigDecimal.TEN.pow(meter.digits())) >= 0) throw Problem.conflict("estimate-past-dial", "估出来会走过零，请实抄");
            chain.put(new ReadingEntry(order.month(), Figures.plain(value), false, null, null, ReadingIntake.day(order.month(), clock), order.why().strip()),
                null, ReadingSource.ESTIMATE, Reader.current());
            return new Result(meter.id(), meter.number(), Figures.plain(value), chain.at(order.month()).usage(), null, null);
        } catch (Problem problem) {
            return new Result(meter.id(), meter.number(), null, null, problem.code(), problem.getMessage());
        }
    }
}
