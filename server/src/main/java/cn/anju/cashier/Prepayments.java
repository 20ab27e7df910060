package cn.anju.cashier;

import cn.anju.billing.PrepaymentSource;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.resident.Holdings.Owner;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 预存款：每间房、每位业主一个户头，只进出流水，余额不为负。
 *
 * <p>A new owner cannot use what the former one has prepaid: usable are the accounts of the present owners and the one
 * that belongs to the room alone.
 */
@Component
class Prepayments {

    /** 流水因何而来。 */
    enum Kind {
        PAYMENT("存入"), USE("抵扣"), VOID("收款作废"), RUN("出账抵扣"), RUN_UNDO("撤销出账退回"), OPENING("期初"), REFUND("退款"), TRANSFER("转户"),
        CORRECTION("账单更正转入");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** 一个有余额的户头。 @param item whose bills alone it pays; null for any of the community's own entity */
    record Account(long id, long roomId, @Nullable Long personId, @Nullable String item, Money balance) {}

    /** Money that is good for one item goes before money that is good for all. */
    static final Comparator<Account> EARMARKED_FIRST = Comparator.<Account, Boolean>comparing(account -> account.item() == null).thenComparing(Account::id);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Prepayments(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** 存入：记在现业主名下，没有业主的记在房屋名下；指明项目的另立户头。 */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(long community, long room, List<Owner> owners, @Nullable String item, Money amount, long payment, LocalDate on) {
        if (!amount.isPositive()) return;
        move(community, accountOf(community, room, owners.isEmpty() ? null : owners.getFirst().personId(), item), Kind.PAYMENT, amount, payment, on);
        if (item != null) events.publishEvent(new PrepaymentAdded(community, room, item));
    }

    /** 户头，没有就开一个。 */
    @Transactional(propagation = Propagation.MANDATORY)
    long accountOf(long community, long room, List<Owner> owners) {
        return accountOf(community, room, owners.isEmpty() ? null : owners.getFirst().personId(), null);
    }

    /** 这个人在这间房不指明项目的户头；没有指名的是房屋自己的。 */
    @Transactional(propagation = Propagation.MANDATORY)
    long accountOf(long community, long room, @Nullable Long person) {
        return accountOf(community, room, person, null);
    }

    /** 某人某项目的户头，没有就开一个。 */
    @Transactional(propagation = Propagation.MANDATORY)
    long accountOf(long community, long room, @Nullable Long person, @Nullable String item) {
        return jdbc.sql("""
                insert into cashier.prepayment_account as a (community_id, room_id, person_id, charge_item, balance)
                values (:community, :room, :person, :item, 0)
                    on conflict (community_id, room_id, person_id, charge_item) do update set balance = a.balance
                returning id
                """)
            .param("community", community).param("room", room)
            .param("person", person).param("item", item)
            .query(Long.class).single();
    }

    /**
     * 抵扣：先取指明项目的户头，只抵它的项目；再取不指明的。
     *
     * @param settled what the payment settles, per charge item
     * @param isMain whether the community's own entity takes it: only its bills are paid from general accounts
     * @throws Problem 409 {@code prepayment-short}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void use(long community, long room, List<Owner> owners, Map<String, Money> settled, boolean isMain, Money amount, long payment, LocalDate on) {
        if (!amount.isPositive()) return;
        var left = amount;
        var open = new HashMap<>(settled);
        for (var account : lock(community, List.of(room)).stream().sorted(EARMARKED_FIRST).toList()) {
            if (!left.isPositive()) break;
            if (account.personId() != null && owners.stream().noneMatch(owner -> owner.personId() == account.personId())) continue;
            if (account.item() == null && !isMain) continue;
            var most = account.item() == null ? left : open.getOrDefault(account.item(), Money.ZERO);
            var taken = left.min(account.balance()).min(most);
            if (!taken.isPositive()) continue;
            move(community, account.id(), Kind.USE, taken.negated(), payment, on);
            if (account.item() != null) open.merge(account.item(), taken.negated(), Money::plus);
            left = left.minus(taken);
        }
        if (left.isPositive()) throw Problem.conflict("prepayment-short", "这些账单可用的预存只有 %s 元，不够抵扣", amount.minus(left));
    }

    /** 作废收款：把这笔收款存的取回、抵的退回。 @throws Problem 409 {@code prepayment-used} */
    @Transactional(propagation = Propagation.MANDATORY)
    void undo(long community, long payment, LocalDate on) {
        record Movement(long accountId, Money amount) {}
        var movements = jdbc.sql("""
                select account_id, sum(amount) amount from cashier.prepayment_movement
                 where community_id = :community and source_id = :payment and kind in ('PAYMENT', 'USE')
                 group by account_id having sum(amount) <> 0 order by account_id
                """).param("community", community).param("payment", payment)
            .query((row, i) -> new Movement(row.getLong("account_id"), new Money(row.getBigDecimal("amount")))).list();
        for (var movement : movements) {
            if (movement.amount().compareTo(balance(community, movement.accountId())) > 0)
                throw Problem.conflict("prepayment-used", "这笔收款存入的预存已经用掉，不能退回；请先作废或退掉使用它的收款");
            move(community, movement.accountId(), Kind.VOID, movement.amount().negated(), payment, on);
        }
    }

    /** 过户：原业主在这间房的户头转到新业主名下。 @return what was moved */
    @Transactional(propagation = Propagation.MANDATORY)
    Money transfer(long community, long room, Collection<Long> from, long to, LocalDate on) {
        var moved = Money.ZERO;
        for (var account : lock(community, List.of(room))) {
            if (account.personId() == null || !from.contains(account.personId()) || account.personId() == to) continue;
            var target = accountOf(community, room, to, account.item());
            move(community, account.id(), Kind.TRANSFER, account.balance().negated(), target, on);
            move(community, target, Kind.TRANSFER, account.balance(), account.id(), on);
            moved = moved.plus(account.balance());
        }
        return moved;
    }

    /** 锁住这些房屋有余额的户头，依号为序。 */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Account> lock(long community, Collection<Long> rooms) {
        return jdbc.sql("""
                select id, room_id, resident.person_now(community_id, person_id) person_id, charge_item, balance from cashier.prepayment_account
                 where community_id = :community and room_id = any (:rooms) and balance > 0
                 order by id for update
                """).param("community", community).param("rooms", rooms.toArray(Long[]::new))
            .query((row, i) -> account(row.getLong("id"), row.getLong("room_id"), row.getObject("person_id", Long.class),
                row.getString("charge_item"), row.getBigDecimal("balance"))).list();
    }

    /** 锁住一个户头。 @throws Problem 404 {@code prepayment-account-not-found} */
    @Transactional(propagation = Propagation.MANDATORY)
    Account lockAccount(long community, long id) {
        return jdbc.sql("select id, room_id, resident.person_now(community_id, person_id) person_id, charge_item, balance from cashier.prepayment_account where community_id = :community and id = :id for update")
            .param("community", community).param("id", id)
            .query((row, i) -> account(row.getLong("id"), row.getLong("room_id"), row.getObject("person_id", Long.class),
                row.getString("charge_item"), row.getBigDecimal("balance")))
            .optional().orElseThrow(() -> Problem.notFound("prepayment-account-not-found", "没有这个预存户头"));
    }

    /** 有余额的户头，不加锁。 */
    @Transactional(readOnly = true)
    List<Account> withBalance(long community) {
        return jdbc.sql("""
                select id, room_id, resident.person_now(community_id, person_id) person_id, charge_item, balance from cashier.prepayment_account
                 where community_id = :community and balance > 0 order by id
                """).param("community", community)
            .query((row, i) -> account(row.getLong("id"), row.getLong("room_id"), row.getObject("person_id", Long.class),
                row.getString("charge_item"), row.getBigDecimal("balance"))).list();
    }

    /** What each account has given to the lines of a run, net of what went back; in {@code balance}. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Account> takenByRun(long community, long runId, Collection<Long> rooms) {
        return jdbc.sql("""
                select a.id, a.room_id, resident.person_now(a.community_id, a.person_id) person_id, a.charge_item, -sum(m.amount) balance
                  from cashier.prepayment_movement m
                  join cashier.prepayment_account a on a.community_id = m.community_id and a.id = m.account_id
                 where m.community_id = :community and m.source_id = :run and m.kind in ('RUN', 'RUN_UNDO')
                   and a.room_id = any (:rooms)
                 group by a.community_id, a.id, a.room_id, a.person_id, a.charge_item order by a.id
                """).param("community", community).param("run", runId).param("rooms", rooms.toArray(Long[]::new))
            .query((row, i) -> account(row.getLong("id"), row.getLong("room_id"), row.getObject("person_id", Long.class),
                row.getString("charge_item"), row.getBigDecimal("balance"))).list();
    }

    /** 这间房现业主抵这些项目可用的余额。 */
    @Transactional(readOnly = true)
    Money usable(long community, long room, List<Owner> owners, Collection<String> items) {
        var persons = owners.stream().map(Owner::personId).toArray(Long[]::new);
        return new Money(jdbc.sql("""
                select coalesce(sum(balance), 0) from cashier.prepayment_account
                 where community_id = :community and room_id = :room and (person_id is null or resident.person_now(community_id, person_id) = any (:persons))
                   and (charge_item is null or charge_item = any (:items))
                """).param("community", community).param("room", room).param("persons", persons).param("items", items.toArray(String[]::new))
            .query(BigDecimal.class).single());
    }

    /** 这间房现业主的户头，一段日子里的进出；成为他的以前存的，算那一天转入。 */
    @Transactional(readOnly = true)
    PrepaymentSource.Prepaid between(long community, long room, List<Owner> owners, LocalDate from, LocalDate to, @Nullable LocalDate since) {
        return jdbc.sql("""
                with move as (
                    select greatest(m.moved_on, cast(:since as date)) on_day, m.moved_on < cast(:since as date) is true inherited, m.amount
                      from cashier.prepayment_account a
                      join cashier.prepayment_movement m on m.community_id = a.community_id and m.account_id = a.id
                     where a.community_id = :community and a.room_id = :room and (a.person_id is null or resident.person_now(a.community_id, a.person_id) = any (:persons))),
                own as (
                    select on_day, amount from move where not inherited
                    union all
                    select on_day, sum(amount) from move where inherited group by on_day)
                select coalesce(sum(amount) filter (where on_day < :from), 0) opening,
                       coalesce(sum(amount) filter (where on_day >= :from and amount > 0), 0) added,
                       coalesce(-sum(amount) filter (where on_day >= :from and amount < 0), 0) taken, coalesce(sum(amount), 0) closing
                  from own where on_day <= :to
                """).param("community", community).param("room", room).param("from", from).param("to", to).param("since", since)
            .param("persons", owners.stream().map(Owner::personId).toArray(Long[]::new))
            .query((row, i) -> new PrepaymentSource.Prepaid(new Money(row.getBigDecimal("opening")), new Money(row.getBigDecimal("added")),
                new Money(row.getBigDecimal("taken")), new Money(row.getBigDecimal("closing")))).single();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void move(long community, long account, Kind kind, Money amount, long source, LocalDate on) {
        jdbc.sql("""
                update cashier.prepayment_account set balance = balance + :amount
                 where community_id = :community and id = :account
                """).param("amount", amount.yuan()).param("community", community).param("account", account).update();
        jdbc.sql("""
                insert into cashier.prepayment_movement (community_id, account_id, kind, amount, source_id, moved_on, moved_at)
                values (:community, :account, :kind, :amount, :source, :on, :at)
                """)
            .param("community", community).param("account", account).param("kind", kind.name())
            .param("amount", amount.yuan()).param("source", source).param("on", on)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private Money balance(long community, long account) {
        return new Money(jdbc.sql("""
                select balance from cashier.prepayment_account where community_id = :community and id = :account for update
                """).param("community", community).param("account", account).query(BigDecimal.class).single());
    }

    private static Account account(long id, long room, @Nullable Long person, @Nullable String item, BigDecimal balance) {
        return new Account(id, room, person, item, new Money(balance));
    }
}
