package cn.anju.cashier.agency;

import cn.anju.cashier.agency.AgencyDue.Open;
import cn.anju.cashier.agency.AgencyDue.Period;
import cn.anju.cashier.agency.AgencyPayouts.HandOn;
import cn.anju.cashier.agency.AgencyState.Move;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 移交单的存取。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AgencyStore {

    /** 一份移交单里办理要用的。 */
    record Payout(long id, long entityId, Money amount, AgencyState state, @Nullable Long paidBy, @Nullable Long entryId) {}

    /** One item of a payout. */
    record ItemSum(String itemCode, Money amount) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    AgencyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One at a time works on the money of this entity. */
    void lockEntity(long community, long entity) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:text, 0))").param("text", "agency " + community + " " + entity).query(rs -> {});
    }

    /** @throws Problem 409 {@code agency-changed} when somebody else hands one of the lines on */
    long add(long community, Period period, HandOn asked, Money amount, List<Open> lines) {
        var user = CurrentUser.get();
        var id = jdbc.sql("""
                insert into cashier.agency_payout (community_id, entity_id, from_on, to_on, amount, payee, payee_bank, note, state, made_by, made_name, made_at)
                values (:community, :entity, :from, :to, :amount, :payee, :bank, :note, 'WAITING', :by, :name, :at) returning id
                """).param("community", community).param("entity", period.entity()).param("from", period.from()).param("to", period.to())
            .param("amount", amount.yuan()).param("payee", asked.payee().strip()).param("bank", asked.payeeBank()).param("note", asked.note())
            .param("by", user.id()).param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        try {
            jdbc.sql("""
                    insert into cashier.agency_payout_line (community_id, payout_id, settlement_id, amount)
                    select :community, :id, l.settlement, l.amount from unnest(:settlements::bigint[], :amounts::numeric[]) l(settlement, amount)
                    """).param("community", community).param("id", id).param("settlements", lines.stream().map(Open::settlementId).toArray(Long[]::new))
                .param("amounts", lines.stream().map(line -> line.amount().yuan()).toArray(BigDecimal[]::new)).update();
        } catch (DuplicateKeyException taken) {
            throw Problem.conflict("agency-changed", "其中有的款刚刚由别人移交，请重新看一遍再提交");
        }
        return id;
    }

    Payout lock(long community, long id) {
        return jdbc.sql("""
                select id, entity_id, amount, state, paid_by, entry_id from cashier.agency_payout where community_id = :community and id = :id for no key update
                """).param("community", community).param("id", id).query(Payout.class).optional().orElseThrow(AgencyStore::unknown);
    }

    List<ItemSum> items(long community, long id) {
        return jdbc.sql("""
                select i.code item_code, sum(l.amount) amount
                  from cashier.agency_payout_line l
                  join billing.settlement s on s.community_id = l.community_id and s.id = l.settlement_id
                  join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 where l.community_id = :community and l.payout_id = :id group by i.code having sum(l.amount) <> 0 order by i.code
                """).param("community", community).param("id", id).query(ItemSum.class).list();
    }

    void move(long community, Payout payout, Move move, @Nullable String note) {
        var state = payout.state().after(move);
        jdbc.sql("update cashier.agency_payout set state = :state, ended_note = :note where community_id = :community and id = :id")
            .param("state", state.name()).param("note", note).param("community", community).param("id", payout.id()).update();
        if (move.letsGo()) letGo(community, payout.id());
    }

    void pay(long community, Payout payout, long entry) {
        var user = CurrentUser.get();
        jdbc.sql("""
                update cashier.agency_payout set state = :state, paid_on = :on, paid_by = :by, paid_name = :name, paid_at = :at, entry_id = :entry
                 where community_id = :community and id = :id
                """).param("state", payout.state().after(Move.PAY).name()).param("on", LocalDate.now(clock)).param("by", user.id()).param("name", user.name())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("entry", entry).param("community", community).param("id", payout.id()).update();
    }

    void reverse(long community, Payout payout, String reason) {
        var user = CurrentUser.get();
        jdbc.sql("""
                update cashier.agency_payout set state = :state, ended_note = :reason, reversed_on = :on, reversed_by = :by, reversed_name = :name, reversed_at = :at
                 where community_id = :community and id = :id
                """).param("state", payout.state().after(Move.REVERSE).name()).param("reason", reason).param("on", LocalDate.now(clock)).param("by", user.id())
            .param("name", user.name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("id", payout.id()).update();
        letGo(community, payout.id());
    }

    /** What the books of this entity hold in cash. */
    Money cashOf(long community, long entity) {
        return new Money(jdbc.sql("""
                select coalesce(sum(debit - credit), 0.00) from ledger.posting where community_id = :community and account_code = '1001' and entity_id = :entity
                """).param("community", community).param("entity", entity).query(BigDecimal.class).single());
    }

    private void letGo(long community, long id) {
        jdbc.sql("update cashier.agency_payout_line set is_live = false where community_id = :community and payout_id = :id")
            .param("community", community).param("id", id).update();
    }

    static Problem unknown() {
        return Problem.notFound("agency-payout-not-found", "没有这份移交单");
    }
}
