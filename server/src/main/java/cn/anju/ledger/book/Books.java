package cn.anju.ledger.book;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.ItemNames;
import cn.anju.ledger.VoucherNumbers;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 账簿：总账、日记账、分项目明细账，和账簿启用表。 */
@Component
class Books {

    /** 账簿的种类。 */
    enum Kind {
        GENERAL("总账"), SUBSIDIARY("明细账"), CASH("现金日记账"), BANK("银行存款日记账");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** 日记账记的钱。 */
    enum Funds { CASH, BANK }

    /** 总账的一行：一个一级科目一个月。 */
    record Month(String account, String name, YearMonth month, Money opening, Money debit, Money credit, Money balance) {}

    /** 日记账的一行；每日之后一行本日合计。 @param isDayTotal the sums of the day and its closing balance */
    record JournalLine(LocalDate date, @Nullable String voucherNo, @Nullable Long entryId, String summary, @Nullable String counterAccounts,
                       Money debit, Money credit, Money balance, boolean isDayTotal) {}

    /** 分项目明细账的一行：一个收费项目一个科目。 */
    record ItemLine(String item, String account, String name, Money opening, Money debit, Money credit, Money balance) {}

    /** 启用一本账簿。 @param pages of a bound book */
    record Opening(@NotNull Kind kind, @NotBlank @Size(max = 60) String name, int year, @NotNull LocalDate openedOn, @Nullable @Min(1) Integer pages,
                   @NotBlank @Size(max = 30) String keeper, @NotBlank @Size(max = 30) String supervisor, @Nullable @Size(max = 200) String note) {}

    /** 启用了的一本账簿。 */
    record Book(long id, Kind kind, String kindLabel, String name, int year, LocalDate openedOn, @Nullable Integer pages, String keeper, String supervisor,
                @Nullable String note) {}

    private final JdbcClient jdbc;
    private final VoucherNumbers numbers;
    private final ItemNames names;
    private final Clock clock;

    Books(JdbcClient jdbc, VoucherNumbers numbers, ItemNames names, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.names = names;
        this.clock = clock;
    }

    /** 总账：一级科目逐月。 */
    @Transactional(readOnly = true)
    List<Month> general(long community, YearMonth from, YearMonth to) {
        ordered(from.atDay(1), to.atDay(1));
        return jdbc.sql("""
                with moved as (
                    select left(p.account_code, 4) account, e.month, sum(p.debit) debit, sum(p.credit) credit
                      from ledger.journal_entry e
                      join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                     where e.community_id = :community and e.entry_on <= :to
                     group by 1, 2)
                select a.account, (select max(c.name) from ledger.account c where c.code = a.account) name, m.month,
                       (select coalesce(sum(o.debit - o.credit), 0) from moved o where o.account = a.account and o.month < m.month) opening,
                       coalesce(x.debit, 0) debit, coalesce(x.credit, 0) credit
                  from (select distinct account from moved) a
                 cross join (select generate_series(cast(:from as date), cast(:last as date), interval '1 month')::date as month) m
                  left join moved x on x.account = a.account and x.month = m.month
                 order by a.account, m.month
                """).param("community", community).param("from", from.atDay(1)).param("last", to.atDay(1)).param("to", to.atEndOfMonth())
            .query((row, i) -> {
                var opening = money(row.getBigDecimal("opening"));
                var debit = money(row.getBigDecimal("debit"));
                var credit = money(row.getBigDecimal("credit"));
                var name = row.getString("name");
                return new Month(row.getString("account"), name == null ? "" : name, YearMonth.from(row.getObject("month", LocalDate.class)), opening, debit, credit,
                    opening.plus(debit).minus(credit));
            }).list();
    }

    /** 日记账：逐笔登记，每日结出余额。 */
    @Transactional
    List<JournalLine> journal(long community, Funds money, LocalDate from, LocalDate to) {
        ordered(from, to);
        numbers.giveMissing(community);
        var account = money == Funds.CASH ? "1001" : "1002";
        var opening = money(jdbc.sql("""
                select sum(p.debit - p.credit) from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                 where e.community_id = :community and left(p.account_code, 4) = :account and e.entry_on < :from
                """).param("community", community).param("account", account).param("from", from).query(BigDecimal.class).optional().orElse(null));
        var rows = jdbc.sql("""
                select e.entry_on, e.id, n.word || '-' || lpad(n.number::text, 4, '0') no, e.summary, p.debit, p.credit,
                       (select string_agg(distinct o.account_code, ' ') from ledger.posting o
                         where o.community_id = e.community_id and o.entry_id = e.id and left(o.account_code, 4) <> :account) counter
                  from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                  left join ledger.voucher_number n on n.community_id = e.community_id and n.entry_id = e.id
                 where e.community_id = :community and left(p.account_code, 4) = :account and e.entry_on between :from and :to
                 order by e.entry_on, e.id, p.line
                """).param("community", community).param("account", account).param("from", from).param("to", to)
            .query((row, i) -> new JournalLine(row.getObject("entry_on", LocalDate.class), row.getString("no"), row.getLong("id"), row.getString("summary"),
                row.getString("counter"), money(row.getBigDecimal("debit")), money(row.getBigDecimal("credit")), Money.ZERO, false)).list();
        return balanced(from, opening, rows);
    }

    /** Adds the running balance, the line carried forward and the total of each day. */
    static List<JournalLine> balanced(LocalDate from, Money opening, List<JournalLine> rows) {
        var lines = new ArrayList<JournalLine>();
        lines.add(new JournalLine(from, null, null, "承前", null, Money.ZERO, Money.ZERO, opening, false));
        var balance = opening;
        var debit = Money.ZERO;
        var credit = Money.ZERO;
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            balance = balance.plus(row.debit()).minus(row.credit());
            debit = debit.plus(row.debit());
            credit = credit.plus(row.credit());
            lines.add(new JournalLine(row.date(), row.voucherNo(), row.entryId(), row.summary(), row.counterAccounts(), row.debit(), row.credit(), balance, false));
            if (i + 1 < rows.size() && rows.get(i + 1).date().equals(row.date())) continue;
            lines.add(new JournalLine(row.date(), null, null, "本日合计", null, debit, credit, balance, true));
            debit = Money.ZERO;
            credit = Money.ZERO;
        }
        return lines;
    }

    /** 分项目明细账。 */
    @Transactional(readOnly = true)
    List<ItemLine> items(long community, LocalDate from, LocalDate to) {
        ordered(from, to);
        var known = names.of(community);
        return jdbc.sql("""
                select p.charge_item, p.account_code, max(a.name) name, sum(p.debit - p.credit) filter (where e.entry_on < :from) opening,
                       sum(p.debit) filter (where e.entry_on >= :from) debit, sum(p.credit) filter (where e.entry_on >= :from) credit
                  from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                  join ledger.account a on a.entity_id = p.entity_id and a.code = p.account_code
                 where e.community_id = :community and e.entry_on <= :to and p.charge_item is not null
                 group by 1, 2 order by 1, 2
                """).param("community", community).param("from", from).param("to", to)
            .query((row, i) -> {
                var opening = money(row.getBigDecimal("opening"));
                var debit = money(row.getBigDecimal("debit"));
                var credit = money(row.getBigDecimal("credit"));
                return new ItemLine(known.getOrDefault(row.getString("charge_item"), row.getString("charge_item")), row.getString("account_code"), row.getString("name"), opening, debit, credit,
                    opening.plus(debit).minus(credit));
            }).list();
    }

    /** 启用一本账簿，登记启用表。 */
    @Transactional
    long open(long community, Opening opening) {
        CurrentUser.get().require(community, "ledger.edit");
        try {
            return jdbc.sql("""
                    insert into ledger.book (community_id, kind, name, year, opened_on, pages, keeper, supervisor, note, made_by, made_at)
                    values (:community, :kind, :name, :year, :on, :pages, :keeper, :supervisor, :note, :by, :at) returning id
                    """)
                .param("community", community).param("kind", opening.kind().name()).param("name", opening.name()).param("year", opening.year())
                .param("on", opening.openedOn()).param("pages", opening.pages()).param("keeper", opening.keeper())
                .param("supervisor", opening.supervisor()).param("note", opening.note()).param("by", CurrentUser.get().id())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("book-open", "%d 年的%s「%s」已经启用", opening.year(), opening.kind().label, opening.name());
        }
    }

    @Transactional(readOnly = true)
    List<Book> list(long community) {
        return jdbc.sql("select * from ledger.book where community_id = :community order by year desc, id").param("community", community)
            .query((row, i) -> new Book(row.getLong("id"), Kind.valueOf(row.getString("kind")), Kind.valueOf(row.getString("kind")).label,
                row.getString("name"), row.getInt("year"), row.getObject("opened_on", LocalDate.class), row.getObject("pages", Integer.class),
                row.getString("keeper"), row.getString("supervisor"), row.getString("note"))).list();
    }

    @Transactional(readOnly = true)
    Book get(long community, long id) {
        return list(community).stream().filter(book -> book.id() == id).findFirst().orElseThrow(() -> Problem.notFound("book-unknown", "没有这本账簿"));
    }

    private static void ordered(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) throw Problem.invalid("dates-reversed", "结束日期早于开始日期");
        if (from.plusYears(10).isBefore(to)) throw Problem.invalid("period-too-long", "一次最多看十年");
    }

    private static Money money(@Nullable BigDecimal yuan) {
        return yuan == null ? Money.ZERO : new Money(yuan);
    }
}
