package cn.anju.ledger.bank;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.CloseCheck;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 银行存款余额调节表：月末两边余额，各加减未达账项，调节后应相等。 */
@Component
class Reconciliation implements CloseCheck {

    /** 一笔未达账项。 */
    record Pending(LocalDate on, String text, Money amount) {}

    /**
     * 一个账户一个月的调节表。
     *
     * @param bankReceived received by the bank, not yet in the books; the others likewise
     * @param difference between the two adjusted balances; zero when the account is reconciled
     */
    record Sheet(long bookId, String bookName, YearMonth month, Money bookBalance, Money bankBalance, List<Pending> bankReceived, List<Pending> bankPaid,
                 List<Pending> bookReceived, List<Pending> bookPaid, Money adjustedBook, Money adjustedBank, Money difference, @Nullable String signedBy) {}

    private final JdbcClient jdbc;
    private final BankBooks books;
    private final JsonMapper json;
    private final Clock clock;

    Reconciliation(JdbcClient jdbc, BankBooks books, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.books = books;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Sheet of(long community, long bookId, YearMonth month) {
        var book = books.get(community, bookId);
        var bookBalance = money(asked("""
            select sum(p.debit - p.credit) from ledger.posting p
              join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
             where p.community_id = :community and p.account_code = :account and e.entry_on <= :end
            """, community, book, month).query(BigDecimal.class).optional().orElse(null));
        var bankBalance = book.startBalance().plus(money(asked("""
            select sum(amount) from ledger.bank_line where community_id = :community and book_id = :book and happened_on between :starts and :end
            """, community, book, month).query(BigDecimal.class).optional().orElse(null)));
        var ofBank = asked("""
            select l.happened_on, concat_ws(' ', l.counterparty, l.remark) text, l.amount from ledger.bank_line l
             where l.community_id = :community and l.book_id = :book and l.happened_on between :starts and :end
               and not exists (select from ledger.bank_match m join ledger.journal_entry e on e.community_id = m.community_id and e.id = m.entry_id
                                where m.community_id = l.community_id and m.line_id = l.id and e.entry_on <= :end)
             order by l.happened_on, l.id
            """, community, book, month).query(Reconciliation::pending).list();
        var ofBook = asked("""
            select e.entry_on, e.summary, p.debit - p.credit from ledger.posting p
              join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
              left join ledger.journal_entry r on r.community_id = e.community_id and r.reverses_id = e.id and r.entry_on <= :end
             where p.community_id = :community and p.account_code = :account and e.entry_on between :starts and :end and e.kind <> 'OPENING'
               and not exists (select from ledger.bank_match m join ledger.bank_line l on l.community_id = m.community_id and l.id = m.line_id
                                where m.community_id = p.community_id and m.entry_id = p.entry_id and m.posting_line = p.line and l.happened_on <= :end)
               and r.id is null
               and (e.reverses_id is null or exists (select from ledger.bank_match m where m.community_id = e.community_id and m.entry_id = e.reverses_id))
             order by e.entry_on, e.id
            """, community, book, month).query(Reconciliation::pending).list();
        var adjustedBook = bookBalance.plus(Money.sum(ofBank, Pending::amount));
        var adjustedBank = bankBalance.plus(Money.sum(ofBook, Pending::amount));
        return new Sheet(bookId, book.name(), month, bookBalance, bankBalance, positive(ofBank), negative(ofBank), positive(ofBook), negative(ofBook),
            adjustedBook, adjustedBank, adjustedBook.minus(adjustedBank), signedBy(community, bookId, month));
    }

    /** 签认一个月的调节表；两边调节后要相等。 */
    @Transactional
    void sign(long community, long bookId, YearMonth month) {
        CurrentUser.get().require(community, "ledger.bank");
        if (!month.isBefore(YearMonth.now(clock))) throw Problem.conflict("period-not-over", "%s 还没有过完，月末才能编调节表", month);
        var sheet = of(community, bookId, month);
        if (!sheet.difference().isZero())
            throw Problem.conflict("reconciliation-differs", "调节后账上 %s 元，银行 %s 元，相差 %s 元，请先查清", sheet.adjustedBook(), sheet.adjustedBank(), sheet.difference());
        jdbc.sql("""
                insert into ledger.bank_reconciliation (community_id, book_id, month, book_balance, bank_balance, adjusted, content, made_by, made_name, made_at)
                values (:community, :book, :month, :bookBalance, :bankBalance, :adjusted, :content::jsonb, :by, :name, :at)
                """)
            .param("community", community).param("book", bookId).param("month", month.atDay(1)).param("bookBalance", sheet.bookBalance().yuan())
            .param("bankBalance", sheet.bankBalance().yuan()).param("adjusted", sheet.adjustedBook().yuan()).param("content", json.writeValueAsString(sheet))
            .param("by", CurrentUser.get().id()).param("name", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    @Override
    public String label() {
        return "银行对账";
    }

    @Override
    @Transactional(readOnly = true)
    public Finding check(long community, YearMonth month) {
        var active = books.list(community).stream().filter(BankBooks.Book::isActive).filter(book -> !book.startsOn().isAfter(month.atEndOfMonth())).toList();
        var loose = jdbc.sql("""
                select distinct p.account_code from ledger.journal_entry e
                  join ledger.posting p on p.community_id = e.community_id and p.entry_id = e.id
                 where e.community_id = :community and e.entry_on between :from and :to and p.account_code like '1002%' and e.kind <> 'OPENING'
                """).param("community", community).param("from", month.atDay(1)).param("to", month.atEndOfMonth()).query(String.class).list();
        loose.removeAll(active.stream().map(BankBooks.Book::accountCode).toList());
        if (!loose.isEmpty()) return Finding.red("科目 %s 有收付，还没有登记银行账户".formatted(String.join("、", loose)), "bank-books");
        var open = new ArrayList<String>();
        for (var book : active) {
            var sheet = of(community, book.id(), month);
            if (sheet.signedBy() == null || !sheet.difference().isZero()) open.add(book.name());
        }
        return open.isEmpty() ? Finding.green(active.isEmpty() ? "这个月没有银行收付" : "余额调节表都已签认，两边相符")
            : Finding.red("%s 的余额调节表还没有签认或不平".formatted(String.join("、", open)), "bank-books");
    }

    private @Nullable String signedBy(long community, long book, YearMonth month) {
        return jdbc.sql("select made_name from ledger.bank_reconciliation where community_id = :community and book_id = :book and month = :month order by id desc limit 1")
            .param("community", community).param("book", book).param("month", month.atDay(1)).query(String.class).optional().orElse(null);
    }

    private JdbcClient.StatementSpec asked(String sql, long community, BankBooks.Book book, YearMonth month) {
        return jdbc.sql(sql).param("community", community).param("book", book.id()).param("account", book.accountCode()).param("starts", book.startsOn())
            .param("end", month.atEndOfMonth());
    }

    private static Pending pending(ResultSet row, int i) throws SQLException {
        return new Pending(row.getObject(1, LocalDate.class), row.getString(2), new Money(row.getBigDecimal(3)));
    }

    private static List<Pending> positive(List<Pending> all) {
        return all.stream().filter(each -> each.amount().isPositive()).toList();
    }

    private static List<Pending> negative(List<Pending> all) {
        return all.stream().filter(each -> each.amount().isNegative()).toList();
    }

    private static Money money(@Nullable BigDecimal yuan) {
        return yuan == null ? Money.ZERO : new Money(yuan);
    }
}
