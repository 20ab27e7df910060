package cn.anju.billing;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 原业主的账单：账期在过户之前就完了的，过了户也还是他的。 */
public final class FormerOwners {

    /** Condition on bill b of an owner: the present one owes it. Whoever demands money of the present owner asks for it. */
    public static final String NONE = """
        not exists (select from billing.ownership_transfer o where o.community_id = b.community_id and o.room_id = b.room_id
                                                               and o.transfer_on > b.period_end)
        """;

    /** Of bill b: a column of the transfer by which its owner went; null when the present owner owes it. */
    static final String FIRST = """
        (select o.%s from billing.ownership_transfer o where o.community_id = b.community_id and o.room_id = b.room_id
                                                         and b.payer = 'OWNER' and o.transfer_on > b.period_end order by o.transfer_on limit 1)
        """;

    private FormerOwners() {}

    static Map<Long, List<Long>> of(JdbcClient jdbc, long community, Collection<Long> bills) {
        var owners = new HashMap<Long, List<Long>>();
        jdbc.sql("""
                select distinct on (b.id) b.id, o.from_ids
                  from billing.bill b
                  join billing.ownership_transfer o on o.community_id = b.community_id and o.room_id = b.room_id and o.transfer_on > b.period_end
                 where b.community_id = :community and b.id = any (:bills) and b.payer = 'OWNER'
                 order by b.id, o.transfer_on
                """).param("community", community).param("bills", bills.toArray(Long[]::new))
            .query(row -> { owners.put(row.getLong(1), Arrays.asList((Long[]) row.getArray(2).getArray())); });
        return owners;
    }
}
