package cn.anju.servicedesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.kernel.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Story
class TicketListPlanTest {

    @Autowired Office office;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    /** With sorting made dear, what still sorts has no index in this order. */
    @Test void 清单的次序_行级安全之下照索引取_不用排() throws Exception {
        var community = office.newCommunity("清单小区", "2026-07-01");
        List<String> lines = Scope.of(community).call(() -> transaction.execute(status -> {
            jdbc.sql("set local enable_sort = off").update();
            return jdbc.sql("explain select t.id from servicedesk.ticket t where t.community_id = :community order by " + TicketList.ORDER + " limit 50")
                .param("community", community).query(String.class).list();
        }));
        assertThat(String.join("\n", lines)).contains("Index Scan using ticket_as_listed").doesNotContain("Sort");
    }
}
