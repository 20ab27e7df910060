package cn.anju.planning;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 合同与证照。 */
@RestController
@RequestMapping("/api/communities/{community}")
class ContractController {

    private final Contracts contracts;
    private final ContractList list;
    private final Communities communities;
    private final Clock clock;

    ContractController(Contracts contracts, ContractList list, Communities communities, Clock clock) {
        this.contracts = contracts;
        this.list = list;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping("/contracts")
    @Needs("planning.work")
    Page<ContractList.Row> list(@PathVariable long community, @ParameterObject ContractList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/contracts.xlsx")
    @Needs("planning.work")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject ContractList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<ContractList.Row>>of(Column.text("编号", 18, ContractList.Row::number), Column.text("种类", 10, row -> row.kind().label), Column.text("名称", 30, ContractList.Row::title),
            Column.text("合同号证号", 20, ContractList.Row::paperNumber), Column.text("对方", 24, ContractList.Row::counterparty), Column.money("金额（元）", 14, ContractList.Row::amount).withSum(),
            Column.date("起", 12, ContractList.Row::fromOn), Column.date("到期", 12, ContractList.Row::toOn), Column.text("谁管", 12, ContractList.Row::ownerName),
            Column.text("状态", 10, row -> row.state().label), Column.count("违约", 8, row -> (long) row.breaches()), Column.text("续的编号", 18, ContractList.Row::renewedNumber),
            Column.text("终止原因", 24, ContractList.Row::endedWhy));
        return ListSheet.of("合同与证照", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/contracts/{id}")
    @Needs("planning.work")
    ContractList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping(path = "/contracts/{id}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("planning.work")
    String print(@PathVariable long community, @PathVariable long id) {
        return ContractPaper.of(communities.name(community), list.get(community, id), clock.getZone());
    }

    @PostMapping("/contracts")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("planning.work")
    Contracts.Made enter(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key, @Valid @RequestBody Contracts.NewContract contract) {
        return contracts.enter(community, key, contract);
    }

    @PostMapping("/contracts/{id}/notes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void note(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Contracts.NewNote note) {
        contracts.note(community, id, note);
    }

    @PostMapping("/contracts/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("planning.work")
    void end(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Contracts.Ending ending) {
        contracts.end(community, id, ending);
    }
}
