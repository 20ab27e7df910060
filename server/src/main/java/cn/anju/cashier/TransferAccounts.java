package cn.anju.cashier;

import cn.anju.billing.PrepaymentSource;
import cn.anju.kernel.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 过户时原业主的预存：看有多少、转给新业主、先抵新业主的账单。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TransferAccounts {

    /** 原业主在这间房的一个预存户头。 */
    public record Account(long id, Money balance) {}

    private final JdbcClient jdbc;
    private final Prepayments prepayments;
    private final PrepaymentSource uses;
    private final Clock clock;

    TransferAccounts(JdbcClient jdbc, Prepayments prepayments, PrepaymentSource uses, Clock clock) {
        this.jdbc = jdbc;
        this.prepayments = prepayments;
        this.uses = uses;
        this.clock = clock;
    }

    /** 这些人在这间房有余额的户头。 */
    public List<Account> of(long community, long room, Collection<Long> persons) {
        return jdbc.sql("""
                select id, balance from cashier.prepayment_account
                 where community_id = :community and room_id = :room and resident.person_now(community_id, person_id) = any (:persons) and balance > 0 order by id
                """).param("community", community).param("room", room).param("persons", persons.toArray(Long[]::new)).query(Account.class).list();
    }

    /** 转给新业主，再抵这几次出账里他的账单。 @return what was moved */
    public Money move(long community, long room, Collection<Long> from, long to, List<Long> runs) {
        var moved = prepayments.transfer(community, room, from, to, LocalDate.now(clock));
        runs.forEach(run -> uses.settleRun(community, run));
        return moved;
    }
}
