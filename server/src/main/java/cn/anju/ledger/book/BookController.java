package cn.anju.ledger.book;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.ledger.print.BookPrinter;
import cn.anju.ledger.print.PrintedPage;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/ledger/books")
class BookController {

    private static final List<Column<Books.Month>> GENERAL = List.of(
        Column.text("科目", 10, Books.Month::account), Column.text("名称", 20, Books.Month::name), Column.text("月份", 10, row -> row.month().toString()),
        Column.money("期初（借减贷）", 16, Books.Month::opening), Column.money("借方", 16, Books.Month::debit).withSum(),
        Column.money("贷方", 16, Books.Month::credit).withSum(), Column.money("期末（借减贷）", 16, Books.Month::balance));
    private static final List<Column<Books.JournalLine>> JOURNAL = List.of(
        Column.date("日期", 12, Books.JournalLine::date), Column.text("凭证号", 10, Books.JournalLine::voucherNo), Column.text("摘要", 30, Books.JournalLine::summary),
        Column.text("对方科目", 16, Books.JournalLine::counterAccounts), Column.money("收入", 14, Books.JournalLine::debit),
        Column.money("付出", 14, Books.JournalLine::credit), Column.money("结存", 16, Books.JournalLine::balance));
    private static final List<Column<Books.ItemLine>> ITEMS = List.of(
        Column.text("收费项目", 18, Books.ItemLine::item), Column.text("科目", 10, Books.ItemLine::account), Column.text("名称", 24, Books.ItemLine::name),
        Column.money("期初（借减贷）", 16, Books.ItemLine::opening), Column.money("借方", 16, Books.ItemLine::debit).withSum(),
        Column.money("贷方", 16, Books.ItemLine::credit).withSum(), Column.money("期末（借减贷）", 16, Books.ItemLine::balance));

    private final Books books;
    private final BookPrinter printer;

    BookController(Books books, BookPrinter printer) {
        this.books = books;
        this.printer = printer;
    }

    @GetMapping("/general")
    @Needs("ledger.read")
    List<Books.Month> general(@PathVariable long community, @RequestParam YearMonth from, @RequestParam YearMonth to) {
        return books.general(community, from, to);
    }

    @GetMapping("/general.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> generalSheet(@PathVariable long community, @RequestParam YearMonth from, @RequestParam YearMonth to) {
        return ListSheet.of("总账", GENERAL, books.general(community, from, to));
    }

    @GetMapping(path = "/general.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String generalPage(@PathVariable long community, @RequestParam YearMonth from, @RequestParam YearMonth to) {
        return printer.table(community, "总账", from + " 至 " + to, GENERAL, books.general(community, from, to));
    }

    @GetMapping("/journal")
    @Needs("ledger.read")
    List<Books.JournalLine> journal(@PathVariable long community, @RequestParam Books.Funds funds, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return books.journal(community, funds, from, to);
    }

    @GetMapping("/journal.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> journalSheet(@PathVariable long community, @RequestParam Books.Funds funds, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return ListSheet.of(title(funds), JOURNAL, books.journal(community, funds, from, to));
    }

    @GetMapping(path = "/journal.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String journalPage(@PathVariable long community, @RequestParam Books.Funds funds, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return printer.table(community, title(funds), from + " 至 " + to, JOURNAL, books.journal(community, funds, from, to));
    }

    @GetMapping("/items")
    @Needs("ledger.read")
    List<Books.ItemLine> items(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return books.items(community, from, to);
    }

    @GetMapping("/items.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> itemSheet(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return ListSheet.of("分项目明细账", ITEMS, books.items(community, from, to));
    }

    @GetMapping(path = "/items.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String itemPage(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return printer.table(community, "分项目明细账", from + " 至 " + to, ITEMS, books.items(community, from, to));
    }

    @GetMapping
    @Needs("ledger.read")
    List<Books.Book> list(@PathVariable long community) {
        return books.list(community);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.edit")
    Books.Book open(@PathVariable long community, @Valid @RequestBody Books.Opening opening) {
        return books.get(community, books.open(community, opening));
    }

    @GetMapping(path = "/{id}/opening-sheet.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String openingSheet(@PathVariable long community, @PathVariable long id) {
        var book = books.get(community, id);
        var rows = new StringBuilder();
        for (var field : List.of(new String[] {"账簿名称", book.kindLabel() + "　" + book.name()}, new String[] {"会计年度", book.year() + " 年"},
            new String[] {"启用日期", book.openedOn().toString()}, new String[] {"账簿页数", book.pages() == null ? "电子账，按打印页数" : book.pages() + " 页"},
            new String[] {"经管人", book.keeper()}, new String[] {"会计主管", book.supervisor()}, new String[] {"备注", book.note() == null ? "" : book.note()},
            new String[] {"移交日期／接管人／监交人", ""}, new String[] {"单位公章", ""}))
            rows.append("<tr><td style=\"width:50mm;height:12mm\">%s</td><td>%s</td></tr>".formatted(PrintedPage.text(field[0]), PrintedPage.text(field[1])));
        return printer.page(community, "账簿启用及经管人员一览表").numbered(book.year() + "至" + id).section("<table><tbody>" + rows + "</tbody></table>").signed("经管人（签章）：", "会计主管（签章）：").html();
    }

    private static String title(Books.Funds funds) {
        return funds == Books.Funds.CASH ? "现金日记账" : "银行存款日记账";
    }
}
