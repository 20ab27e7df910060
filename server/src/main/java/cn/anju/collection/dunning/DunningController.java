package cn.anju.collection.dunning;

import cn.anju.kernel.Column;
import cn.anju.kernel.Download;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Pdf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 催缴方案与函件。 */
@RestController
@RequestMapping("/api/communities/{community}/collection")
class DunningController {

    record Made(long id) {}

    record Why(@NotBlank(message = "请写原因") @Size(max = 200) String reason) {}

    /** @param kind 催缴函 or 律师函 */
    record NewLetter(@NotNull(message = "请选房屋") Long roomId, @NotBlank @Size(max = 40) String kind, @NotBlank(message = "请填标题") @Size(max = 60) String title,
                     @NotBlank(message = "请填内容") @Size(max = 600) String body) {}

    private static final List<Column<DunningLists.LetterRow>> LETTERS = List.of(
        Column.text("编号", 14, DunningLists.LetterRow::number), Column.text("房号", 16, DunningLists.LetterRow::roomCode),
        Column.text("收件人", 14, DunningLists.LetterRow::addressee), Column.text("种类", 10, row -> row.kind().label()),
        Column.money("逾期", 14, DunningLists.LetterRow::overdue).withSum(), Column.date("写成", 12, DunningLists.LetterRow::madeOn),
        Column.date("送达", 12, DunningLists.LetterRow::deliveredOn), Column.text("签收人/单号", 20, DunningLists.LetterRow::receiver),
        Column.text("说明", 30, DunningLists.LetterRow::cause));

    private static final List<Column<DunningLists.ActRow>> ACTS = List.of(
        Column.text("房号", 16, DunningLists.ActRow::roomCode), Column.count("第几步", 8, row -> (long) row.step()),
        Column.text("方式", 10, row -> row.kind().label()), Column.money("当时逾期", 14, DunningLists.ActRow::overdue),
        Column.text("状态", 12, DunningLists.ActRow::state), Column.text("说明", 30, DunningLists.ActRow::cause));

    private final Plans plans;
    private final Round round;
    private final Letters letters;
    private final LetterDesk desk;
    private final DunningLists lists;

    DunningController(Plans plans, Round round, Letters letters, LetterDesk desk, DunningLists lists) {
        this.plans = plans;
        this.round = round;
        this.letters = letters;
        this.desk = desk;
        this.lists = lists;
    }

    @GetMapping("/plans")
    @Needs("collection.read")
    List<Plans.Plan> plans(@PathVariable long community) {
        return plans.list(community);
    }

    @GetMapping("/plans/{id}")
    @Needs("collection.read")
    Plans.Plan plan(@PathVariable long community, @PathVariable long id) {
        return plans.one(community, id);
    }

    @PostMapping("/plans")
    @Needs("collection.plan")
    @ResponseStatus(HttpStatus.CREATED)
    Made draft(@PathVariable long community, @Valid @RequestBody Plans.NewPlan plan) {
        return new Made(plans.draft(community, plan));
    }

    @PutMapping("/plans/{id}")
    @Needs("collection.plan")
    Plans.Plan change(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Plans.NewPlan plan) {
        plans.change(community, id, plan);
        return plans.one(community, id);
    }

    @PostMapping("/plans/{id}/submission")
    @Needs("collection.plan")
    Made submit(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Why why) {
        return new Made(plans.submit(community, id, why.reason()));
    }

    @PostMapping("/plans/{id}/end")
    @Needs("collection.manage")
    Plans.Plan end(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Why why) {
        plans.end(community, id, why.reason());
        return plans.one(community, id);
    }

    /** 现在就走今天的一遍；早上已自动走过的户不会再走。 */
    @PostMapping("/round")
    @Needs("collection.plan")
    Round.Outcome walk(@PathVariable long community) {
        return round.walk(community);
    }

    @GetMapping("/acts")
    @Needs("collection.read")
    Page<DunningLists.ActRow> acts(@PathVariable long community, @ParameterObject DunningLists.ActFilter filter, @ParameterObject Paging paging) {
        return lists.acts(community, filter, paging);
    }

    @GetMapping("/acts.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> actSheet(@PathVariable long community, @ParameterObject DunningLists.ActFilter filter, @ParameterObject Paging paging) {
        return ListSheet.of("催缴进度", ACTS, lists.acts(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping("/letters")
    @Needs("collection.read")
    Page<DunningLists.LetterRow> letters(@PathVariable long community, @ParameterObject DunningLists.LetterFilter filter, @ParameterObject Paging paging) {
        return lists.letters(community, filter, paging);
    }

    @GetMapping("/letters.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> letterSheet(@PathVariable long community, @ParameterObject DunningLists.LetterFilter filter, @ParameterObject Paging paging) {
        return ListSheet.of("催缴函", LETTERS, lists.letters(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/letters")
    @Needs("collection.plan")
    @ResponseStatus(HttpStatus.CREATED)
    Made write(@PathVariable long community, @Valid @RequestBody NewLetter letter) {
        return new Made(desk.write(community, letter));
    }

    @PostMapping("/letters/batches")
    @Needs("collection.plan")
    Letters.Batch print(@PathVariable long community) {
        return letters.print(community);
    }

    @GetMapping(path = "/letters/batches/{batch}.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Needs("collection.read")
    ResponseEntity<byte[]> batch(@PathVariable long community, @PathVariable long batch) {
        return Download.file("催缴函-%d.pdf".formatted(batch), MediaType.APPLICATION_PDF, Pdf.of(lists.page(community, batch)));
    }

    @PostMapping("/letters/{id}/delivery")
    @Needs("collection.contact")
    void deliver(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Letters.Delivery delivery) {
        letters.deliver(community, id, delivery);
    }
}
