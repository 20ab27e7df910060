package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.body;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Interruption;
import cn.anju.Story;
import cn.anju.kernel.CurrentUser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** 收款、核销、收据、凭证同生共死。 */
@Story
@Import(Interruption.class)
class KilledPaymentTest {

    @Autowired Counter counter;
    @Autowired Cashier cashier;
    @Autowired JdbcClient jdbc;
    @Autowired JsonMapper json;

    @Test
    void 断在任何一条语句_没有收款_没有核销_没有凭证_号也没占() throws Exception {
        var community = counter.community(1);
        counter.openShift(community);
        var bill = counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        var entries = count(community, "ledger.journal_entry");
        var me = new CurrentUser(counter.office.get("/api/session").json().at("/staffId").asLong(), "admin", "系统管理员", null,
            Set.of("cashier.receive"), Map.of());
        var command = json.convertValue(body("1-101", "CASH", "130.00"), ReceivePayment.class);

        var killed = 0;
        while (Interruption.isKilledAfter(killed, () -> me.call(() -> counter.in(community, () -> cashier.receive(community, "0123456789abcdef-killed", command))))) {
            for (var table : List.of("cashier.payment", "cashier.tender", "cashier.receipt", "cashier.prepayment_movement", "billing.settlement"))
                assertThat(count(community, table)).as("%s after %d statements", table, killed).isZero();
            assertThat(count(community, "ledger.journal_entry")).isEqualTo(entries);
            assertThat(counter.outstanding(community, bill)).isEqualTo("100.00");
            killed++;
        }
        assertThat(killed).isGreaterThan(15);
        assertThat(counter.outstanding(community, bill)).isEqualTo("0.00");
        assertThat(counter.office.get(Counter.path(community, "payments")).expect(200).at("/items/0/receiptNo")).isEqualTo("S00000001");
        counter.assertBooksAgree(community);
    }

    private long count(long community, String table) {
        return counter.in(community, () -> jdbc.sql("select count(*) from " + table + " where community_id = :community").param("community", community)
            .query(Long.class).single());
    }
}
