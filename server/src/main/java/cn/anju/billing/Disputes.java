package cn.anju.billing;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 哪些账单正有异议：只停这一行的违约金和催缴，别的行照旧。 */
@Component
public class Disputes {

    /**
     * Of a line {@code b}, the days after its due date up to a day on which it was in dispute: from the day it was raised
     * until the day before the decision. The day is that of the question, so an earlier day's answer does not change.
     */
    static final String FROZEN_DAYS = """
        (select coalesce(sum(greatest(0, least(coalesce(d.decided_on, cast(%1$s as date) + 1), cast(%1$s as date) + 1)
                                         - greatest(d.raised_on, b.due_on + 1))), 0)::int
           from billing.dispute d where d.community_id = b.community_id and d.bill_id = b.id) frozen_days""";

    private final JdbcClient jdbc;

    Disputes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 这些账单里正有异议的。 */
    @Transactional(readOnly = true)
    public Set<Long> open(long community, Collection<Long> bills) {
        return jdbc.sql("select bill_id from billing.dispute where community_id = :community and bill_id = any (:bills) and state = 'OPEN'")
            .param("community", community).param("bills", bills.toArray(Long[]::new)).query(Long.class).stream().collect(Collectors.toUnmodifiableSet());
    }
}
