package cn.anju.ledger.bank;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.PaymentHints;
import cn.anju.ledger.bank.BankMatcher.BankLine;
import cn.anju.ledger.bank.BankMatcher.BookLine;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 银行流水的勾对：自己配得准的自动勾，其余给出建议由人点。 */
@Component
class BankMatches {

    /** 自动勾对的结果。 */
    record Matched(int matched, int proposed, int unmatched) {}

    /** 把一笔流水勾到一条分录。 */
    record Choice(long lineId, long entryId, int postingLine) {}

    private record Raw(long entry, int line, LocalDate on, Money amount, @Nullable Long payment, String summary) {}

    private final JdbcClient jdbc;
    private final BankBooks books;
    private final List<PaymentHints> hints;
    private final AuditTrail audit;
    private final Clock clock;

    BankMatches(JdbcClient jdbc, BankBooks books, List<PaymentHints> hints, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.books = books;
        this.hints = hints;
        this.audit = audit;
        this.clock = clock;
    }

    /** 还没勾对的，各自最像的一对。 */
    @Transactional(readOnly = true)
    List<BankMatcher.Pair> proposals(long community, long bookId) {
        var book = books.get(community, bookId);
        return BankMatcher.propose(bankLines(community, bookId), bookLines(community, book), aliases(community));
    }

    /** 把握大的自动勾。 */
    @Transactional
    Matched matchCertain(long community, long bookId) {
        CurrentUser.get().require(community, "ledger.bank");
        var pairs = proposals(community, bookId);
        var certain = pairs.stream().filter(BankMatcher.Pair::isCertain).toList();
        certain.forEach(pair -> add(community, pair.bank().id(), pair.book().entryId(), pair.book().line(), pair.confidence(), true));
        return new Matched(certain.size(), pairs.size() - certain.size(), bankLines(community, bookId).size());
    }

    /** 人勾的一对；金额要相等。以后同一个人的流水更认得出是哪间房。 */
    @Transactional
    void match(long community, long bookId, Choice choice) {
        CurrentUser.get().require(community, "ledger.bank");
        var bank = bankLines(community, bookId).stream().filter(line -> line.id() == choice.lineId()).findFirst()
            .orElseThrow(() -> Problem.conflict("bank-line-matched", "这笔流水不存在或已经勾对"));
        var book = bookLines(community, books.get(community, bookId)).stream()
            .filter(line -> line.entryId() == choice.entryId() && line.line() == choice.postingLine()).findFirst()
            .orElseThrow(() -> Problem.conflict("posting-matched", "这条分录不存在或已经勾对"));
        if (!bank.amount().equals(book.amount()))
            throw Problem.conflict("match-amount-differs", "银行 %s 元，账上 %s 元，金额不等不能勾对", bank.amount(), book.amount());
        add(community, bank.id(), book.entryId(), book.line(), 100, false);
        if (bank.counterparty() != null && book.roomCode() != null)
            jdbc.sql("insert into ledger.bank_alias (community_id, counterparty, room_code) values (:community, :party, :room) on conflict do nothing")
                .param("community", community).param("party", bank.counterparty()).param("room", book.roomCode()).update();
    }

    @Transactional
    void unmatch(long community, long lineId) {
        CurrentUser.get().require(community, "ledger.bank");
        var gone = jdbc.sql("delete from ledger.bank_match where community_id = :community and line_id = :line").param("community", community)
            .param("line", lineId).update();
        if (gone == 0) throw Problem.notFound("match-unknown", "这笔流水没有勾对");
        audit.note("取消勾对 流水 " + lineId, lineId, null);
    }

    private void add(long community, long line, long entry, int posting, int confidence, boolean isAutomatic) {
        try {
            jdbc.sql("""
                    insert into ledger.bank_match (community_id, line_id, entry_id, posting_line, confidence, is_automatic, made_by, made_at)
                    values (:community, :line, :entry, :posting, :confidence, :automatic, :by, :at)
                    """)
                .param("community", community).param("line", line).param("entry", entry).param("posting", posting).param("confidence", confidence)
                .param("automatic", isAutomatic).param("by", CurrentUser.get().id()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("posting-matched", "这笔已经被别人勾对，请刷新");
        }
    }

    private List<BankLine> bankLines(long community, long book) {
        return jdbc.sql("""
                select l.id, l.happened_on, l.amount, l.counterparty, l.remark, l.serial from ledger.bank_line l
                 where l.community_id = :community and l.book_id = :book
                   and not exists (select from ledger.bank_match m where m.community_id = l.community_id and m.line_id = l.id)
                 order by l.happened_on, l.id
                """).param("community", community).param("book", book)
            .query((row, i) -> new BankLine(row.getLong(1), row.getObject(2, LocalDate.class), new Money(row.getBigDecimal(3)), row.getString(4), row.getString(5),
                row.getString(6))).list();
    }

    private List<BookLine> bookLines(long community, BankBooks.Book book) {
        var raw = jdbc.sql("""
                select e.id, p.line, e.entry_on, p.debit - p.credit amount, case e.source_type when 'payment' then e.source_id end payment, e.summary
                  from ledger.posting p
                  join ledger.journal_entry e on e.community_id = p.community_id and e.id = p.entry_id
                 where p.community_id = :community and p.account_code = :account and e.entry_on >= :starts and e.kind <> 'OPENING'
                   and not exists (select from ledger.bank_match m where m.community_id = p.community_id and m.entry_id = p.entry_id and m.posting_line = p.line)
                 order by e.entry_on, e.id
                """).param("community", community).param("account", book.accountCode()).param("starts", book.startsOn())
            .query((row, i) -> new Raw(row.getLong(1), row.getInt(2), row.getObject(3, LocalDate.class), new Money(row.getBigDecimal(4)),
                row.getObject(5, Long.class), row.getString(6))).list();
        var payments = new HashSet<Long>();
        raw.forEach(line -> { if (line.payment() != null) payments.add(line.payment()); });
        var known = new HashMap<Long, PaymentHints.Hint>();
        hints.forEach(each -> known.putAll(each.hints(community, payments)));
        return raw.stream().map(line -> {
            var hint = line.payment() == null ? null : known.get(line.payment());
            return new BookLine(line.entry(), line.line(), line.on(), line.amount(), hint == null ? null : hint.payer(), hint == null ? null : hint.roomCode(),
                hint == null ? List.of() : hint.references());
        }).toList();
    }

    private Map<String, Set<String>> aliases(long community) {
        var aliases = new HashMap<String, Set<String>>();
        jdbc.sql("select counterparty, room_code from ledger.bank_alias where community_id = :community").param("community", community)
            .query((row, i) -> aliases.computeIfAbsent(row.getString(1), key -> new HashSet<>()).add(row.getString(2))).list();
        return aliases;
    }
}
