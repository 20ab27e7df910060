package cn.anju.cashier.book;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}")
class ReceiptBookController {

    /** 发给谁。 */
    record Issue(@Positive long holderId) {}

    /** 用到几号，写的是哪张收据。 */
    record Use(@Positive long through, @Nullable @Size(max = 40) String receiptNo) {}

    /** 核销的说明。 */
    record WriteOff(@Nullable @Size(max = 200) String note) {}

    private static final List<Column<ReceiptBookList.Row>> COLUMNS = List.of(
        Column.text("收款主体", 22, ReceiptBookList.Row::entityName), Column.text("种类", 8, ReceiptBookList.Row::kindLabel), Column.text("字头", 10, ReceiptBookList.Row::series),
        Column.count("起号", 10, ReceiptBookList.Row::firstNumber), Column.count("止号", 10, ReceiptBookList.Row::lastNumber),
        Column.count("下一号", 10, ReceiptBookList.Row::nextNumber), Column.count("剩余", 8, ReceiptBookList.Row::left),
        Column.text("状态", 10, ReceiptBookList.Row::stateLabel), Column.text("在谁手里", 12, ReceiptBookList.Row::holderName),
        Column.count("作废", 8, ReceiptBookList.Row::spoiled), Column.count("遗失", 8, ReceiptBookList.Row::lost), Column.date("购入", 12, ReceiptBookList.Row::boughtOn));

    private final ReceiptBooks books;
    private final ReceiptBookList list;

    ReceiptBookController(ReceiptBooks books, ReceiptBookList list) {
        this.books = books;
        this.list = list;
    }

    @GetMapping("/books")
    @Needs("cashier.read")
    Page<ReceiptBookList.Row> list(@PathVariable long community, @ParameterObject ReceiptBookList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/books.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject ReceiptBookList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("票据本", COLUMNS, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/books/electronic")
    @Needs("cashier.read")
    List<ReceiptBookList.Electronic> electronic(@PathVariable long community) {
        return list.electronic(community);
    }

    @GetMapping("/books/holders")
    @Needs("cashier.book")
    List<ReceiptBookList.Holder> holders(@PathVariable long community) {
        return list.holders(community);
    }

    @GetMapping("/books/entities")
    @Needs("cashier.read")
    List<ReceiptBookList.Owner> owners(@PathVariable long community) {
        return list.owners(community);
    }

    @PostMapping("/books")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.book")
    ReceiptBookList.Detail buy(@PathVariable long community, @Valid @RequestBody ReceiptBooks.Purchase purchase) {
        return list.get(community, books.buy(community, purchase));
    }

    @GetMapping("/books/{id}")
    @Needs("cashier.read")
    ReceiptBookList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @PostMapping("/books/{id}/issue")
    @Needs("cashier.book")
    ReceiptBookList.Detail issue(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Issue issue) {
        books.issue(community, id, issue.holderId());
        return list.get(community, id);
    }

    @PostMapping("/books/{id}/use")
    @Needs("cashier.receive")
    ReceiptBookList.Detail use(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Use use) {
        books.use(community, id, use.through(), use.receiptNo());
        return list.get(community, id);
    }

    @PostMapping("/books/{id}/marks")
    @Needs("cashier.receive")
    ReceiptBookList.Detail mark(@PathVariable long community, @PathVariable long id, @Valid @RequestBody ReceiptBooks.Mark mark) {
        books.mark(community, id, mark);
        return list.get(community, id);
    }

    @PostMapping("/books/{id}/return")
    @Needs("cashier.book")
    ReceiptBookList.Detail giveBack(@PathVariable long community, @PathVariable long id) {
        books.giveBack(community, id);
        return list.get(community, id);
    }

    @PostMapping("/books/{id}/write-off")
    @Needs("cashier.book")
    ReceiptBookList.Detail writeOff(@PathVariable long community, @PathVariable long id, @Valid @RequestBody WriteOff writeOff) {
        books.writeOff(community, id, writeOff.note());
        return list.get(community, id);
    }
}
