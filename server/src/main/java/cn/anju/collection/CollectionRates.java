package cn.anju.collection;

import cn.anju.collection.rate.RateQuery;
import cn.anju.collection.rate.RateQuery.By;
import cn.anju.collection.rate.RollUp;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 收缴率，供别的模块问：谁问都是同一个数。 */
@Component
@Transactional(readOnly = true)
public class CollectionRates {

    private final RateQuery query;
    private final RollUp rollUp;

    CollectionRates(RateQuery query, RollUp rollUp) {
        this.query = query;
        this.rollUp = rollUp;
    }

    /** 把这个小区还没并的并进合计；平时每十分钟自己做。 */
    @Transactional
    public void rollUp(long community) {
        rollUp.add(community);
    }

    /** 一个小区从某月到某月，截至某日。 */
    public CollectionRate of(long community, YearMonth from, YearMonth to, LocalDate asOf) {
        return query.of(List.of(community), new RateQuery.Span(from, to, asOf), By.WHOLE).getFirst();
    }
}
