package cn.anju.cashier.agency;

import cn.anju.kernel.CellText;
import cn.anju.kernel.Money;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 收到而还没有移交的。
 *
 * <p>Whatever settles a developer's bill counts, our own discounts too: the developer is owed what was billed. What was
 * received and taken back before it was handed on never counts; what was taken back afterwards is claimed in the next
 * payout, whenever that was.
 */
@Component
@Transactional(readOnly = true)
class AgencyDue {

    /** 哪个主体的哪一段。 */
    record Period(long entity, LocalDate from, LocalDate to) {

        Period {
            if (to.isBefore(from)) throw Problem.invalid("period-invalid", "止日不能早于起日");
        }
    }

    /** 代谁收款。 */
    record Agency(long entityId, String name) {}

    /** 一个项目的待移交。 @param claimed above zero: taken back after it had been handed on */
    record Item(String code, String name, Money received, Money claimed, Money amount) {}

    /** 待移交的合计。 */
    record Due(String entityName, LocalDate from, LocalDate to, Money amount, long lines, List<Item> items) {}

    /** 一笔待移交的核销；开头的是收据。 @param paymentId none for what a run took from prepayment */
    record Line(long settlementId, LocalDate day, @Nullable Long paymentId, String source, String roomCode, String itemName, LocalDate periodStart, Money amount) {}

    /** 清单只看哪些。 @param text the beginning of a room code or a receipt number */
    record Filter(@Nullable String text, @Nullable String item) {}

    /** One settlement to be handed on. */
    record Open(long settlementId, String itemCode, Money amount) {}

    private static final Map<String, String> SORTABLE = Map.of("day", "e.settled_on", "source", "t.receipt_no", "roomCode", "r.code", "itemName", "i.name",
        "periodStart", "b.period_start", "amount", "e.amount");
    private static final String LINES = """
          from eligible e
          join billing.bill b on b.community_id = e.community_id and b.id = e.bill_id
          join estate.room r on r.community_id = b.community_id and r.id = b.room_id
          join billing.tariff v on v.community_id = b.community_id and v.id = b.tariff_id
          join billing.charge_item i on i.community_id = v.community_id and i.id = v.charge_item_id
          left join cashier.receipt t on t.community_id = e.community_id and t.payment_id = e.source_id and e.kind in ('PAYMENT', 'DISCOUNT')
         where (cast(:text as text) is null or starts_with(r.code, :text) or starts_with(t.receipt_no, :text))
           and (cast(:item as text) is null or i.code = :item)
        """;
    private static final String ELIGIBLE = """
        with eligible as materialized (
            select s.id, s.community_id, s.bill_id, s.kind, s.source_id, s.settled_on, s.amount
              from billing.settlement s
              join billing.bill b on b.community_id = s.community_id and b.id = s.bill_id and b.tariff_id = any (:tariffs)
             where s.community_id = :community and s.settled_on <= :to
               and (cast(:except as bigint[]) is null or s.kind not in ('PAYMENT', 'DISCOUNT') or s.source_id <> all (:except))
               and not exists (select from cashier.agency_payout_line l where l.community_id = s.community_id and l.settlement_id = s.id and l.is_live)
               and case when s.reverses_id is null
                        then s.settled_on >= :from
                             and not exists (select from billing.settlement u
                                              where u.community_id = s.community_id and u.reverses_id = s.id
                                                and not exists (select from cashier.agency_payout_line l
                                                                 where l.community_id = u.community_id and l.settlement_id = u.id and l.is_live))
                        else exists (select from cashier.agency_payout_line l
                                      where l.community_id = s.community_id and l.settlement_id = s.reverses_id and l.is_live) end)
        """;

    private final JdbcClient jdbc;

    AgencyDue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Agency> agencies(long community) {
        return jdbc.sql("""
                select c.entity_id, e.name from ledger.collector c join ledger.legal_entity e on e.id = c.entity_id
                 where c.community_id = :community and c.is_agency order by e.name
                """).param("community", community).query(Agency.class).list();
    }

    /** @throws Problem 404 {@code agency-unknown} when nothing is collected for others by this entity here */
    String entityName(long community, long entity) {
        return jdbc.sql("""
                select e.name from ledger.collector c join ledger.legal_entity e on e.id = c.entity_id
                 where c.community_id = :community and c.entity_id = :entity and c.is_agency
                """).param("community", community).param("entity", entity).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("agency-unknown", "这个主体在本小区没有代收"));
    }

    /** Every version of the tariffs of the items that the entity collects. */
    Long[] tariffs(long community, long entity) {
        return jdbc.sql("""
                select t.id from ledger.collector_item c
                  join billing.charge_item i on i.community_id = c.community_id and i.code = c.charge_item
                  join billing.tariff t on t.community_id = i.community_id and t.charge_item_id = i.id
                 where c.community_id = :community and c.entity_id = :entity
                """).param("community", community).param("entity", entity).query(Long.class).list().toArray(Long[]::new);
    }

    /** @param except payments left for later */
    Due due(long community, Period period, @Nullable List<Long> except) {
        var items = sql(community, period, except, """
                select i.code, i.name, coalesce(sum(e.amount) filter (where e.amount > 0), 0) received,
                       coalesce(-sum(e.amount) filter (where e.amount < 0), 0) claimed, sum(e.amount) amount, count(*) lines
                  from eligible e
                  join billing.bill b on b.community_id = e.community_id and b.id = e.bill_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id
                 group by i.code, i.name order by i.code
                """).query((row, i) -> Map.entry(new Item(row.getString("code"), row.getString("name"), money(row, "received"), money(row, "claimed"), money(row, "amount")),
                    row.getLong("lines"))).list();
        return new Due(entityName(community, period.entity()), period.from(), period.to(), Money.sum(items, item -> item.getKey().amount()),
            items.stream().mapToLong(Map.Entry::getValue).sum(), items.stream().map(Map.Entry::getKey).toList());
    }

    Page<Line> lines(long community, Period period, Filter filter, Paging paging) {
        entityName(community, period.entity());
        var total = lines(community, period, filter, "select count(*) " + LINES).query(Long.class).single();
        return new Page<>(lines(community, period, filter, """
                select e.id, e.settled_on, e.kind, e.source_id, e.amount, r.code room_code, i.name item_name, b.period_start, t.receipt_no
                """ + LINES + paging.orderBy(SORTABLE, "e.settled_on, e.id") + " limit :limit offset :offset")
            .param("limit", paging.limit()).param("offset", paging.offset()).query(AgencyDue::line).list(), total);
    }

    private JdbcClient.StatementSpec lines(long community, Period period, Filter filter, String select) {
        return sql(community, period, null, select).param("item", filter.item())
            .param("text", filter.text() == null || filter.text().isBlank() ? null : CellText.tidy(filter.text()));
    }

    /** What a payout of this period hands on, without these payments. */
    List<Open> open(long community, Period period, @Nullable List<Long> except) {
        entityName(community, period.entity());
        return sql(community, period, except, """
                select e.id settlement_id, i.code item_code, e.amount
                  from eligible e
                  join billing.bill b on b.community_id = e.community_id and b.id = e.bill_id
                  join billing.tariff t on t.community_id = b.community_id and t.id = b.tariff_id
                  join billing.charge_item i on i.community_id = t.community_id and i.id = t.charge_item_id order by e.id
                """).query(Open.class).list();
    }

    static Line line(ResultSet row, int i) throws SQLException {
        var isPayment = row.getString("receipt_no") != null;
        var back = row.getBigDecimal("amount").signum() < 0 ? "（撤回）" : "";
        return new Line(row.getLong("id"), row.getObject("settled_on", LocalDate.class), isPayment ? row.getObject("source_id", Long.class) : null,
            Objects.requireNonNullElse(row.getString("receipt_no"), row.getString("kind").equals("PREPAYMENT") ? "预存抵扣" : "减免") + back,
            row.getString("room_code"), row.getString("item_name"), row.getObject("period_start", LocalDate.class), money(row, "amount"));
    }

    private JdbcClient.StatementSpec sql(long community, Period period, @Nullable List<Long> except, String select) {
        return jdbc.sql(ELIGIBLE + select).param("community", community).param("tariffs", tariffs(community, period.entity())).param("from", period.from())
            .param("to", period.to()).param("except", except == null || except.isEmpty() ? null : except.toArray(Long[]::new));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column));
    }
}
