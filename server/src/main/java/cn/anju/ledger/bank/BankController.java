package cn.anju.ledger.bank;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Money;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import cn.anju.ledger.print.BookPrinter;
import cn.anju.ledger.print.PrintedPage;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/communities/{community}/ledger/bank-books")
class BankController {

    private static final List<Column<BankLines.Row>> LINES = List.of(
        Column.date("日期", 12, BankLines.Row::on), Column.money("金额（收正付负）", 16, BankLines.Row::amount).withSum(), Column.money("余额", 16, BankLines.Row::balance),
        Column.text("对方户名", 24, BankLines.Row::counterparty), Column.text("摘要", 30, BankLines.Row::remark), Column.text("流水号", 24, BankLines.Row::serial),
        Column.text("勾对", 12, row -> row.entryId() == null ? "未勾对" : "已勾对"));

    private final BankBooks books;
    private final BankLines lines;
    private final BankMatches matches;
    private final Reconciliation reconciliation;
    private final BookPrinter printer;

    BankController(BankBooks books, BankLines lines, BankMatches matches, Reconciliation reconciliation, BookPrinter printer) {
        this.books = books;
        this.lines = lines;
        this.matches = matches;
        this.reconciliation = reconciliation;
        this.printer = printer;
    }

    @GetMapping
    @Needs("ledger.read")
    List<BankBooks.Book> list(@PathVariable long community) {
        return books.list(community);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.edit")
    BankBooks.Book add(@PathVariable long community, @Valid @RequestBody BankBooks.Book book) {
        return books.get(community, books.add(community, book));
    }

    @PutMapping("/{id}")
    @Needs("ledger.edit")
    BankBooks.Book change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody BankBooks.Book book) {
        books.change(community, id, book);
        return books.get(community, id);
    }

    @PostMapping(path = "/{id}/statements", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Needs("ledger.bank")
    BankBooks.Imported take(@PathVariable long community, @PathVariable long id, @RequestParam MultipartFile file) throws IOException {
        if (file.isEmpty()) throw Problem.invalid("file-empty", "这个文件是空的，请另选一个");
        return books.take(community, id, file.getBytes());
    }

    @GetMapping("/{id}/lines")
    @Needs("ledger.read")
    Page<BankLines.Row> lines(@PathVariable long community, @PathVariable long id, @ParameterObject BankLines.Filter filter, @ParameterObject Paging paging) {
        books.get(community, id);
        return lines.list(community, id, filter, paging);
    }

    @GetMapping("/{id}/lines.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> lineSheet(@PathVariable long community, @PathVariable long id, @ParameterObject BankLines.Filter filter) {
        return ListSheet.of("银行流水 " + books.get(community, id).name(), LINES, lines.list(community, id, filter, Paging.all("on")).items());
    }

    @GetMapping("/{id}/proposals")
    @Needs("ledger.read")
    List<BankMatcher.Pair> proposals(@PathVariable long community, @PathVariable long id) {
        return matches.proposals(community, id);
    }

    @PostMapping("/{id}/automatic-matches")
    @Needs("ledger.bank")
    BankMatches.Matched matchCertain(@PathVariable long community, @PathVariable long id) {
        return matches.matchCertain(community, id);
    }

    @PostMapping("/{id}/matches")
    @Needs("ledger.bank")
    void match(@PathVariable long community, @PathVariable long id, @Valid @RequestBody BankMatches.Choice choice) {
        matches.match(community, id, choice);
    }

    @DeleteMapping("/{id}/matches/{line}")
    @Needs("ledger.bank")
    void unmatch(@PathVariable long community, @PathVariable long id, @PathVariable long line) {
        books.get(community, id);
        matches.unmatch(community, line);
    }

    @GetMapping("/{id}/reconciliations/{month}")
    @Needs("ledger.read")
    Reconciliation.Sheet reconciliation(@PathVariable long community, @PathVariable long id, @PathVariable YearMonth month) {
        return reconciliation.of(community, id, month);
    }

    @PostMapping("/{id}/reconciliations/{month}/signature")
    @Needs("ledger.bank")
    Reconciliation.Sheet sign(@PathVariable long community, @PathVariable long id, @PathVariable YearMonth month) {
        reconciliation.sign(community, id, month);
        return reconciliation.of(community, id, month);
    }

    @GetMapping(path = "/{id}/reconciliations/{month}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String print(@PathVariable long community, @PathVariable long id, @PathVariable YearMonth month) {
        var sheet = reconciliation.of(community, id, month);
        var book = books.get(community, id);
        var rows = new StringBuilder();
        pair(rows, "企业银行存款日记账余额", sheet.bookBalance(), "银行对账单余额", sheet.bankBalance());
        pair(rows, "加：银行已收、企业未收", sum(sheet.bankReceived()), "加：企业已收、银行未收", sum(sheet.bookReceived()));
        pair(rows, "减：银行已付、企业未付", sum(sheet.bankPaid()).negated(), "减：企业已付、银行未付", sum(sheet.bookPaid()).negated());
        pair(rows, "调节后余额", sheet.adjustedBook(), "调节后余额", sheet.adjustedBank());
        var pending = List.of(Column.date("日期", 12, Reconciliation.Pending::on), Column.text("内容", 40, Reconciliation.Pending::text),
            Column.money("金额", 14, Reconciliation.Pending::amount).withSum());
        return printer.page(community, "银行存款余额调节表").numbered(month + "至" + id)
            .line("账户：%s %s %s".formatted(book.name(), book.bank(), book.number()), "%s 月末　相差 %s 元".formatted(month, Html.money(sheet.difference())))
            .section("<table><tbody>" + rows + "</tbody></table>")
            .line("银行已收、企业未收", "").table(pending, sheet.bankReceived()).line("银行已付、企业未付", "").table(pending, sheet.bankPaid())
            .line("企业已收、银行未收", "").table(pending, sheet.bookReceived()).line("企业已付、银行未付", "").table(pending, sheet.bookPaid())
            .signed("编制（签字）：" + (sheet.signedBy() == null ? "" : sheet.signedBy()), "复核（签字）：", "会计主管（签字）：").html();
    }

    private static Money sum(List<Reconciliation.Pending> pending) {
        return Money.sum(pending, Reconciliation.Pending::amount);
    }

    private static void pair(StringBuilder rows, String left, Money one, String right, Money other) {
        rows.append("<tr><td>%s</td><td class=\"number\">%s</td><td>%s</td><td class=\"number\">%s</td></tr>"
            .formatted(PrintedPage.text(left), Html.money(one), PrintedPage.text(right), Html.money(other)));
    }
}
