package cn.anju.billing.correction;

import cn.anju.billing.Steps;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 更正账单：先看、确认、查更正单。 */
@RestController
@RequestMapping("/api/communities/{community}")
class CorrectionController {

    /** 照看过的办。 */
    record Confirmed(@NotNull @Valid CorrectionOrder order, @NotBlank String digest) {}

    /** 在后台办着。 */
    record Begun(long job) {}

    private static final List<Column<CorrectionList.Row>> COLUMNS = List.of(
        Column.count("单号", 8, CorrectionList.Row::id), Column.text("更正", 14, CorrectionList.Row::label),
        Column.text("对象", 18, CorrectionList.Row::subject), Column.text("改动", 30, CorrectionList.Row::change),
        Column.text("原因", 24, CorrectionList.Row::reason), Column.money("原金额", 14, CorrectionList.Row::before),
        Column.money("更正后", 14, CorrectionList.Row::after), Column.money("差额", 14, CorrectionList.Row::difference).withSum(),
        Column.money("转预存", 14, CorrectionList.Row::moved), Column.date("入账日期", 12, CorrectionList.Row::entryOn),
        Column.text("经办人", 12, CorrectionList.Row::madeName));

    private static final List<Column<CorrectionList.Line>> LINES = List.of(
        Column.text("出账", 10, line -> line.month().toString()), Column.text("房号", 14, CorrectionList.Line::roomCode),
        Column.text("编码", 10, CorrectionList.Line::tariffCode), Column.text("项目", 16, CorrectionList.Line::itemName),
        Column.date("账期起", 12, CorrectionList.Line::periodStart), Column.date("账期止", 12, CorrectionList.Line::periodEnd),
        Column.money("原来", 12, CorrectionList.Line::before).withSum(), Column.money("更正后", 12, CorrectionList.Line::after).withSum(),
        Column.money("差额", 12, CorrectionList.Line::difference).withSum());

    private final CorrectionDesk desk;
    private final CorrectionList list;

    CorrectionController(CorrectionDesk desk, CorrectionList list) {
        this.desk = desk;
        this.list = list;
    }

    @GetMapping("/corrections")
    @Needs("billing.read")
    Page<CorrectionList.Row> list(@PathVariable long community, @RequestParam @Nullable String text, @ParameterObject Paging paging) {
        return list.page(community, text, paging);
    }

    @GetMapping("/corrections.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @RequestParam @Nullable String text, @ParameterObject Paging paging) {
        return ListSheet.of("更正单", COLUMNS, list.page(community, text, Paging.all(paging.sort())).items());
    }

    @GetMapping("/corrections/{id}")
    @Needs("billing.read")
    CorrectionList.Detail get(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @GetMapping("/corrections/{id}/lines.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> exportLines(@PathVariable long community, @PathVariable long id) {
        return ListSheet.of("更正单各行", LINES, list.allLines(community, id), "更正单", String.valueOf(id));
    }

    /** What it would reverse and bill again; nothing is written. */
    @PostMapping("/corrections/preview")
    @Needs("billing.correct")
    CorrectionList.Preview preview(@PathVariable long community, @RequestBody @Valid CorrectionOrder order) {
        return list.preview(community, desk.preview(community, order, Steps.UNSEEN));
    }

    /** The same in the background; what there is to see is the job's result. */
    @PostMapping("/corrections/previews")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs("billing.correct")
    Begun beginPreview(@PathVariable long community, @RequestBody @Valid CorrectionOrder order) {
        return new Begun(desk.startPreview(community, order));
    }

    @PostMapping("/corrections")
    @Needs("billing.correct")
    ResponseEntity<CorrectionList.Detail> confirm(@PathVariable long community,
                                                  @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                                  @RequestBody @Valid Confirmed confirmed) {
        var made = desk.confirm(community, key, confirmed.order(), confirmed.digest(), Steps.UNSEEN);
        return ResponseEntity.status(HttpStatus.CREATED).body(list.get(community, made.id()));
    }

    /** The same in the background: what touches a whole community does not keep a request waiting. */
    @PostMapping("/corrections/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs("billing.correct")
    Begun begin(@PathVariable long community, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                @RequestBody @Valid Confirmed confirmed) {
        return new Begun(desk.start(community, key, confirmed.order(), confirmed.digest()));
    }
}
