package cn.anju.reporting;

import cn.anju.collection.CollectionRate;
import cn.anju.collection.CollectionRates;
import cn.anju.collection.CollectionToDo;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.ToDoSource;
import cn.anju.reporting.TodayController.Charts;
import cn.anju.reporting.TodayController.Day;
import cn.anju.reporting.TodayController.Figure;
import cn.anju.reporting.TodayController.FirstStep;
import cn.anju.reporting.TodayController.Share;
import cn.anju.reporting.TodayController.ToDo;
import cn.anju.reporting.TodayController.Today;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** 今日页的查询；每个人只看到自己权限内的部分。 */
@Repository
class TodayBoard {

    private static final Map<String, String> METHODS = Map.of("CASH", "现金", "WECHAT", "微信", "ALIPAY", "支付宝",
        "BANK_TRANSFER", "银行转账", "POS", "POS", "CHEQUE", "支票", "PREPAYMENT", "预存", "DEPOSIT", "押金抵扣");

    private record Counts(boolean hasStaff, boolean hasEntity, boolean hasOpening, boolean hasRooms, boolean hasTariffs, boolean hasMeters, boolean hasRun, boolean hasPayment,
                          @Nullable Long draftRun, @Nullable LocalDate lastBilled, LocalDate booksStart, long unreadMeters) {}

    private record Overdue(long rooms, Money amount) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<Alarm> alarms;
    private final CollectionRates rates;
    private final CollectionToDo collection;
    private final ObjectProvider<ToDoSource> sources;
    private final Clock clock;

    TodayBoard(JdbcClient jdbc, ObjectProvider<Alarm> alarms, CollectionRates rates, CollectionToDo collection,
               ObjectProvider<ToDoSource> sources, Clock clock) {
        this.jdbc = jdbc;
        this.alarms = alarms;
        this.rates = rates;
        this.collection = collection;
        this.sources = sources;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Today of(long community, CurrentUser user) {
        var today = LocalDate.now(clock);
        var counts = counts(community, today);
        var money = user.may(community, "billing.read");
        return new Today(today, alarms.orderedStream().flatMap(each -> each.lines(user).stream()).toList(), firstSteps(counts, community, user), toDo(counts, community, user, today),
            money ? figures(community, user, today) : List.of(),
            user.may(community, "cashier.read") && money
                ? new Charts(days(community, today), methods(community, today), byBuilding(community, today)) : null);
    }

    private Counts counts(long community, LocalDate today) {
        return jdbc.sql("""
            select (select count(*) > 1 from access.staff where is_active) as has_staff,
                   exists (select from ledger.legal_entity e
                            where e.name <> '本公司' and e.id = coalesce((select c.entity_id from ledger.community_entity c where c.community_id = :community),
                                                                     (select min(id) from ledger.legal_entity))) as has_entity,
                   exists (select from cashier.opening_batch where community_id = :community and state = 'CONFIRMED') as has_opening,
                   exists (select from estate.room where community_id = :community) as has_rooms,
                   exists (select from billing.tariff where community_id = :community and rule <> 'ONE_OFF') as has_tariffs,
                   exists (select from metering.meter where community_id = :community) as has_meters,
                   exists (select from billing.bill_run where community_id = :community and kind = 'MONTH' and state = 'PUBLISHED') as has_run,
                   exists (select from cashier.payment where community_id = :community) as has_payment,
                   (select id from billing.bill_run where community_id = :community and kind = 'MONTH' and state = 'DRAFT') as draft_run,
                   (select max(month) from billing.bill_run
                     where community_id = :community and kind = 'MONTH' and state in ('PUBLISHED', 'EMPTY')) as last_billed,
                   (select books_start from estate.community where id = :community) as books_start,
                   (select count(*) from metering.meter m
                     where m.community_id = :community and m.removed_on is null
                       and not exists (select from metering.reading r where r.community_id = m.community_id
                                          and r.meter_id = m.id and r.month = :month)) as unread_meters
            """)
            .param("community", community).param("month", YearMonth.from(today).minusMonths(1).atDay(1))
            .query((row, i) -> new Counts(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5),
                row.getBoolean(6), row.getBoolean(7), row.getBoolean(8), row.getObject(9, Long.class), row.getObject(10, LocalDate.class),
                row.getObject(11, LocalDate.class), row.getLong(12))).single();
    }

    /** Steps of going live; once the first payment is in, the list has done its work. */
    private List<FirstStep> firstSteps(Counts counts, long community, CurrentUser user) {
        if (counts.hasPayment() || !user.may(community, "estate.import")) return List.of();
        return List.of(
            new FirstStep("填收款主体", "收据和账上写谁的名义：公司全称、税号、开户行。", "去填", "entity", null, null, counts.hasEntity()),
            new FirstStep("建房屋", "有业主名册就导入，房屋、业主和电话一起进来；没有就按楼栋、单元、楼层成批生成。", "导入业主名册", "imports/new?kind=roster",
                "成批生成房屋", "rooms?generate=1", counts.hasRooms()),
            new FirstStep("建员工账号", "每人一个账号，给岗位和小区；收费员、出纳、管家各看各的。", "去建账号", "staff", null, null, counts.hasStaff()),
            new FirstStep("定收费标准", "物业费、车位费、水电、公摊各怎么收，从哪天起；有表格就导入。", "手工建", "tariffs", "导入收费标准", "imports/new?kind=tariffs",
                counts.hasTariffs()),
            new FirstStep("登记仪表和读数", "按表收的才需要：先导入仪表，再导入或抄第一个月的读数。", "导入仪表", "imports/new?kind=meters", "去抄表", "readings", counts.hasMeters()),
            new FirstStep("录期初余额", "以前的欠费、预存、押金和手头的现金；由第二个人核对总数后入账。没有旧账就跳过。", "去录期初", "opening-balances", null, null,
                counts.hasOpening()),
            new FirstStep("出第一个月的账", "先生成草稿，核对了再发布。", "去出账", "bill-runs", null, null, counts.hasRun()),
            new FirstStep("收第一笔款", "开班，找到那一户，收款并打印收据。", "去收费台", "counter", null, null, false));
    }

    private List<ToDo> toDo(Counts counts, long community, CurrentUser user, LocalDate today) {
        var waiting = new ArrayList<ToDo>();
        if (user.may(community, "cashier.shift")) myShift(community, user, today, waiting);
        if (counts.draftRun() != null && user.may(community, "billing.publish"))
            waiting.add(new ToDo("有一份出账草稿等待核对发布", "bill-runs/" + counts.draftRun(), false));
        if (counts.hasTariffs() && counts.hasRooms() && user.may(community, "billing.run")) {
            var next = counts.lastBilled() == null ? YearMonth.from(counts.booksStart()) : YearMonth.from(counts.lastBilled()).plusMonths(1);
            var lastFull = YearMonth.from(today).minusMonths(1);
            if (!next.isAfter(lastFull) && counts.draftRun() == null)
                waiting.add(new ToDo("%d年%d月的账单还没有生成".formatted(next.getYear(), next.getMonthValue()),
                    "bill-runs?month=" + next, next.isBefore(lastFull)));
        }
        if (counts.unreadMeters() > 0 && user.may(community, "metering.edit")) {
            var month = YearMonth.from(today).minusMonths(1);
            waiting.add(new ToDo("%d月还有 %d 块表没有读数".formatted(month.getMonthValue(), counts.unreadMeters()),
                "readings?month=" + month, today.getDayOfMonth() > 5));
        }
        if (user.may(community, "metering.release"))
            waitingSince("""
                select count(*), min((written_at at time zone 'Asia/Shanghai')::date) from metering.reading
                 where community_id = :community and hold is not null and released_at is null and entered_by is distinct from :me
                """, community, today, "有 %d 条存疑读数等放行", "held-readings", waiting);
        remittances(community, user, today, waiting);
        collection.of(community, user).forEach(each -> waiting.add(new ToDo(each.label(), each.link(), each.isOverdue())));
        sources.orderedStream().flatMap(source -> source.waiting(community, user).stream())
            .forEach(each -> waiting.add(new ToDo(each.label(), each.link(), each.isOverdue())));
        return waiting.stream().sorted(java.util.Comparator.comparing((ToDo item) -> !item.isOverdue())).toList();
    }

    private void myShift(long community, CurrentUser user, LocalDate today, List<ToDo> waiting) {
        jdbc.sql("""
            select (opened_at at time zone 'Asia/Shanghai')::date from cashier.shift
             where community_id = :community and cashier_id = :me and is_open
            """)
            .param("community", community).param("me", user.id()).query(LocalDate.class).optional()
            .ifPresent(opened -> waiting.add(opened.isBefore(today)
                ? new ToDo("您 %d月%d日 开的班还没有交".formatted(opened.getMonthValue(), opened.getDayOfMonth()), "shifts", true)
                : new ToDo("您的班开着，下班前请点钞交班", "shifts", false)));
    }

    /** Money that finance should have by now, and slips that wait for its signature. */
    private void remittances(long community, CurrentUser user, LocalDate today, List<ToDo> waiting) {
        if (user.may(community, "cashier.remit"))
            waitingSince("""
                select count(*), min(p.paid_on) from cashier.payment p
                  join cashier.shift s on s.community_id = p.community_id and s.id = p.shift_id and not s.is_open
                 where p.community_id = :community and p.paid_on > cast(:today as date) - 8
                   and not exists (select from cashier.remittance_payment m
                                    where m.community_id = p.community_id and m.payment_id = p.id and m.is_live)
                """, community, today, "有 %d 张收据还没有解款给财务", "remittances", waiting);
        if (user.may(community, "cashier.remittance-sign"))
            waitingSince("""
                select count(*), min(handed_on) from cashier.remittance
                 where community_id = :community and state = 'HANDED' and handed_by <> :me
                """, community, today, "有 %d 张解款单等财务签收", "remittances?state=HANDED", waiting);
    }

    private void waitingSince(String sql, long community, LocalDate today, String label, String link, List<ToDo> waiting) {
        jdbc.sql(sql).param("community", community).param("today", today).param("me", CurrentUser.get().id()).query(row -> {
            if (row.getLong(1) > 0) waiting.add(new ToDo(label.formatted(row.getLong(1)), link, row.getObject(2, LocalDate.class).isBefore(today)));
        });
    }

    private List<Figure> figures(long community, CurrentUser user, LocalDate today) {
        var overdue = overdue(community, today);
        var month = rates.of(community, YearMonth.from(today), YearMonth.from(today), today).currentRate();
        var figures = new ArrayList<Figure>();
        if (user.may(community, "cashier.read"))
            figures.add(new Figure("今日收款", collected(community, today, today).toString(), "元",
                "payments?from=%s&to=%s".formatted(today, today), "今天开出、没有作废的收据的实收，找零不计"));
        figures.add(new Figure("逾期欠费", overdue.amount().toString(), "元", "arrears", "应缴日在今天以前、还没收清的金额，不含违约金"));
        figures.add(new Figure("逾期户数", Long.toString(overdue.rooms()), "户", "arrears", "至少有一笔逾期欠费的房屋"));
        figures.add(new Figure("本月收缴率", month == null ? "—" : month.toPlainString(), "%",
            "bills?dueFrom=%s&dueTo=%s".formatted(today.withDayOfMonth(1), today.withDayOfMonth(today.lengthOfMonth())),
            CollectionRate.DEFINITIONS.get(0) + CollectionRate.DEFINITIONS.get(1)));
        if (user.may(community, "cashier.waive")) slowShare(community, today).ifPresent(share -> figures.add(new Figure("超过 5 分钟的收款", share, "%",
            "payments?from=%s&to=%s".formatted(today.withDayOfMonth(1), today), "本月有开始时间的收款里，从打开那户到收完超过 5 分钟的比例")));
        return figures;
    }

    private Optional<String> slowShare(long community, LocalDate today) {
        return jdbc.sql("""
            select round(100.0 * count(*) filter (where paid_at - started_at > interval '5 minutes') / nullif(count(*), 0), 1)::text
              from cashier.payment
             where community_id = :community and paid_on between :first and :today and started_at is not null
            """).param("community", community).param("first", today.withDayOfMonth(1)).param("today", today)
            .query((row, i) -> Optional.ofNullable(row.getString(1))).single();
    }

    private Overdue overdue(long community, LocalDate today) {
        return jdbc.sql("""
            select count(distinct b.room_id), coalesce(sum(b.outstanding), 0)
              from billing.bill b join billing.bill_run r on r.community_id = b.community_id and r.id = b.run_id
             where b.community_id = :community and b.outstanding > 0 and b.due_on < :today and r.entry_on is not null
            """).param("community", community).param("today", today)
            .query((row, i) -> new Overdue(row.getLong(1), new Money(row.getBigDecimal(2)))).single();
    }

    private Money collected(long community, LocalDate from, LocalDate to) {
        return new Money(jdbc.sql("""
            select coalesce(sum(p.tendered - p.change), 0) from cashier.payment p
             where p.community_id = :community and p.paid_on between :from and :to
               and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)
            """).param("community", community).param("from", from).param("to", to).query(java.math.BigDecimal.class).single());
    }

    private List<Day> days(long community, LocalDate today) {
        return jdbc.sql("""
            select d::date, coalesce(sum(p.tendered - p.change), 0)
              from generate_series(cast(:first as date), cast(:today as date), interval '1 day') d
              left join cashier.payment p on p.community_id = :community and p.paid_on = d::date
                   and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)
             group by d order by d
            """).param("community", community).param("first", today.withDayOfMonth(1)).param("today", today)
            .query((row, i) -> new Day(row.getObject(1, LocalDate.class), new Money(row.getBigDecimal(2)))).list();
    }

    private List<Share> methods(long community, LocalDate today) {
        return jdbc.sql("""
            select t.method, sum(t.amount) - sum(case when t.method = 'CASH' then p.change else 0 end) as amount
              from cashier.payment p join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id
             where p.community_id = :community and p.paid_on between :first and :today
               and not exists (select from cashier.payment_void v where v.community_id = p.community_id and v.payment_id = p.id)
             group by t.method order by amount desc
            """).param("community", community).param("first", today.withDayOfMonth(1)).param("today", today)
            .query((row, i) -> new Share(METHODS.getOrDefault(row.getString(1), row.getString(1)), new Money(row.getBigDecimal(2)))).list();
    }

    private List<Share> byBuilding(long community, LocalDate today) {
        return jdbc.sql("""
            select coalesce(g.name, g.code || '栋') as label, sum(b.outstanding) as amount
              from billing.bill b
              join billing.bill_run r on r.community_id = b.community_id and r.id = b.run_id and r.entry_on is not null
              join estate.room m on m.community_id = b.community_id and m.id = b.room_id
              join estate.building g on g.community_id = m.community_id and g.id = m.building_id
             where b.community_id = :community and b.outstanding > 0 and b.due_on < :today
             group by label order by amount desc limit 12
            """).param("community", community).param("today", today)
            .query((row, i) -> new Share(row.getString(1), new Money(row.getBigDecimal(2)))).list();
    }
}
