package cn.anju.workforce;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 员工的证件，和哪一类活要什么证。 */
@RestController
@RequestMapping("/api/communities/{community}")
class PaperController {

    private final Papers papers;
    private final PaperList list;
    private final TradePapers trades;

    PaperController(Papers papers, PaperList list, TradePapers trades) {
        this.papers = papers;
        this.list = list;
        this.trades = trades;
    }

    @GetMapping("/staff-papers")
    @Needs("workforce.attend")
    Page<PaperList.Row> list(@PathVariable long community, @ParameterObject PaperList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/staff-papers.xlsx")
    @Needs("workforce.attend")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject PaperList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<PaperList.Row>>of(Column.text("编号", 18, PaperList.Row::number), Column.text("姓名", 12, PaperList.Row::staffName), Column.text("证件", 18, PaperList.Row::kind),
            Column.text("号码", 24, PaperList.Row::certificateNumber), Column.text("发证", 12, row -> row.issuedOn() == null ? null : row.issuedOn().toString()),
            Column.text("到期", 12, row -> row.expiresOn() == null ? "长期" : row.expiresOn().toString()), Column.text("状态", 10, row -> row.state().label),
            Column.text("谁登记的", 12, PaperList.Row::madeName), Column.text("作废原因", 24, PaperList.Row::voidWhy));
        return ListSheet.of("员工证件", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/staff-papers")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("workforce.personnel")
    Papers.Entered enter(@PathVariable long community, @Valid @RequestBody Papers.NewPaper paper) {
        return papers.enter(community, paper);
    }

    @PostMapping("/staff-papers/{id}/void")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.personnel")
    void voidOne(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Papers.Voiding voiding) {
        papers.voidOne(community, id, voiding);
    }

    @GetMapping("/trade-papers")
    @Needs("workforce.attend")
    TradePapers.Rules rules(@PathVariable long community) {
        return trades.rules(community);
    }

    @PutMapping("/trade-papers/{trade}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.personnel")
    void setRule(@PathVariable long community, @PathVariable String trade, @Valid @RequestBody TradePapers.NewRule rule) {
        trades.set(community, trade, rule);
    }
}
