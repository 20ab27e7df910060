package cn.anju.cashier.handover;

import cn.anju.kernel.Column;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
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
class HandoverController {

    private final Handovers handovers;
    private final Variances variances;
    private final HandoverList list;
    private final Clock clock;

    HandoverController(Handovers handovers, Variances variances, HandoverList list, Clock clock) {
        this.handovers = handovers;
        this.variances = variances;
        this.list = list;
        this.clock = clock;
    }

    @GetMapping("/handovers")
    @Needs("cashier.read")
    Page<HandoverList.Row> list(@PathVariable long community, @ParameterObject HandoverList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/handovers.xlsx")
    @Needs("cashier.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject HandoverList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<HandoverList.Row>>of(
            Column.text("交班", 18, row -> Html.moment(row.closedAt(), clock.getZone())), Column.text("责任人", 12, HandoverList.Row::cashierName),
            Column.money("现金", 12, HandoverList.Row::cash), Column.money("长短款", 12, HandoverList.Row::difference).withSum(),
            Column.text("说明", 24, HandoverList.Row::reason), Column.text("支票张数", 10, row -> row.cheques() == null ? null : row.cheques().toString()),
            Column.text("卡数", 8, row -> row.cards() == null ? null : row.cards().toString()), Column.text("印章", 20, HandoverList.Row::stamps),
            Column.text("票据", 20, HandoverList.Row::books), Column.text("接班签字", 12, HandoverList.Row::signedBy),
            Column.text("了结", 14, HandoverList.Row::settlement), Column.text("了结说明", 24, HandoverList.Row::settlementReason));
        return ListSheet.of("交接班", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/shifts/{id}/handover")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.shift")
    void hand(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Handovers.Contents contents) {
        handovers.hand(community, id, contents);
    }

    @PostMapping("/shifts/{id}/handover/signature")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.handover-sign")
    void sign(@PathVariable long community, @PathVariable long id) {
        handovers.sign(community, id);
    }

    @PostMapping("/shifts/{id}/variance-settlement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("cashier.variance-settle")
    void settle(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Variances.Settlement settlement) {
        variances.settle(community, id, settlement);
    }
}
