package cn.anju.cashier;

import cn.anju.access.AuditTrail;
import cn.anju.cashier.ReceivePayment.Charge;
import cn.anju.cashier.till.Once;
import cn.anju.estate.Rooms;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 按价目给一间房记一笔临时收费：当场成账单，以后来收。 */
@Service
class OneOffCharges {

    /** 成了哪一行账单。 */
    record Made(long billId, Money amount) {}

    private final JdbcClient jdbc;
    private final Once once;
    private final OneOffPrices prices;
    private final Rooms rooms;
    private final AuditTrail audit;

    OneOffCharges(JdbcClient jdbc, Once once, OneOffPrices prices, Rooms rooms, AuditTrail audit) {
        this.jdbc = jdbc;
        this.once = once;
        this.prices = prices;
        this.rooms = rooms;
        this.audit = audit;
    }

    /** 单价是价目表的，谁也改不了；没有单价的才填金额。 */
    @Transactional
    Made charge(long community, long room, @Nullable String key, Charge charge) {
        CurrentUser.get().require(community, "cashier.receive");
        var code = rooms.byId(community, room).code();
        if (!once.isNew(community, key, List.of(room, charge)))
            return jdbc.sql("""
                    select b.id, b.amount from cashier.one_off_charge c join billing.bill b on b.community_id = c.community_id and b.id = c.bill_id
                     where c.community_id = :community and c.idempotency_key = :key
                    """).param("community", community).param("key", key).query((row, i) -> new Made(row.getLong(1), new Money(row.getBigDecimal(2)))).single();
        var bill = prices.charge(community, room, List.of(charge)).getFirst();
        jdbc.sql("insert into cashier.one_off_charge (community_id, idempotency_key, bill_id) values (:community, :key, :bill)")
            .param("community", community).param("key", key).param("bill", bill.id()).update();
        audit.note(code + " 临时收费 " + bill.itemName(), null, charge);
        return new Made(bill.id(), bill.amount());
    }
}
