package cn.anju.billing.readiness;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 出账前检查、计费资料核查：各项结果、明细、导出。 */
@RestController
@RequestMapping("/api/communities/{community}/billing-checks")
class CheckController {

    private static final List<Column<Checks.Finding>> COLUMNS = List.of(
        Column.text("检查", 40, Checks.Finding::label), Column.text("对象", 16, Checks.Finding::subject),
        Column.text("说明", 60, Checks.Finding::detail));

    private final Checks checks;

    CheckController(Checks checks) {
        this.checks = checks;
    }

    @GetMapping("/before-cycle")
    @Needs("billing.read")
    Checks.Checklist beforeCycle(@PathVariable long community, @RequestParam YearMonth month) {
        return checks.beforeCycle(community, month);
    }

    @GetMapping("/audit")
    @Needs("billing.read")
    Checks.Checklist audit(@PathVariable long community, @RequestParam YearMonth month) {
        return checks.audit(community, month);
    }

    /** One check's findings; without one those of the whole audit. */
    @GetMapping("/findings")
    @Needs("billing.read")
    Page<Checks.Finding> findings(@PathVariable long community, @RequestParam YearMonth month, @RequestParam @Nullable Check check, @ParameterObject Paging paging) {
        return checks.findings(community, month, check, paging);
    }

    @GetMapping("/findings.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @RequestParam YearMonth month, @RequestParam @Nullable Check check, @ParameterObject Paging paging) {
        var rows = checks.findings(community, month, check, Paging.all(paging.sort())).items();
        return ListSheet.of("计费资料核查", COLUMNS, rows, "月份", month.toString());
    }
}
