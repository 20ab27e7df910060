package cn.anju.collection.contact;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 催缴联系、拒缴、承诺、待办。 */
@RestController
@RequestMapping("/api/communities/{community}/collection")
class ContactController {

    record Made(long id) {}

    record Receipt(@NotBlank(message = "请写怎么处理") @Size(max = 300) String instruction) {}

    record Withdrawal(@NotBlank(message = "请写原因") @Size(max = 200) String reason) {}

    record Assignment(@NotNull(message = "请选同事") Long staffId, @NotNull(message = "请填期限") LocalDate dueOn) {}

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final List<Column<ContactLists.ContactRow>> CONTACTS = List.of(
        Column.date("日期", 12, row -> row.contactedAt().atZone(ZONE).toLocalDate()), Column.text("房号", 16, ContactLists.ContactRow::roomCode),
        Column.text("答复人", 12, ContactLists.ContactRow::person), Column.text("方式", 10, row -> row.way().label()),
        Column.text("结果", 10, row -> row.outcome().label()), Column.text("答复", 40, ContactLists.ContactRow::answer),
        Column.text("拒缴原因", 16, ContactLists.ContactRow::refusalReason), Column.money("当时逾期", 14, ContactLists.ContactRow::overdue),
        Column.count("附件", 8, ContactLists.ContactRow::attachments), Column.text("联系人", 10, ContactLists.ContactRow::madeName));

    private static final List<Column<Refusals.Row>> REFUSALS = List.of(
        Column.date("日期", 12, row -> row.contactedAt().atZone(ZONE).toLocalDate()), Column.text("房号", 16, Refusals.Row::roomCode),
        Column.text("原因", 16, Refusals.Row::reason), Column.text("答复", 40, Refusals.Row::answer),
        Column.money("逾期", 14, Refusals.Row::overdue).withSum(), Column.text("上报人", 10, Refusals.Row::madeName),
        Column.text("签收人", 10, Refusals.Row::acknowledgedBy), Column.text("处理办法", 40, Refusals.Row::instruction));

    private static final List<Column<ContactLists.TaskRow>> TASKS = List.of(
        Column.date("期限", 12, ContactLists.TaskRow::dueOn), Column.text("房号", 16, ContactLists.TaskRow::roomCode),
        Column.text("做什么", 10, row -> row.kind().label()), Column.text("事项", 40, ContactLists.TaskRow::title),
        Column.text("派给", 10, ContactLists.TaskRow::assignee), Column.text("说明", 30, ContactLists.TaskRow::cause));

    private final Contacts contacts;
    private final ContactLists lists;
    private final RefusalReasons reasons;
    private final Refusals refusals;
    private final Promises promises;
    private final Tasks tasks;

    ContactController(Contacts contacts, ContactLists lists, RefusalReasons reasons, Refusals refusals, Promises promises, Tasks tasks) {
        this.contacts = contacts;
        this.lists = lists;
        this.reasons = reasons;
        this.refusals = refusals;
        this.promises = promises;
        this.tasks = tasks;
    }

    @GetMapping("/contacts")
    @Needs("collection.read")
    Page<ContactLists.ContactRow> contacts(@PathVariable long community, @ParameterObject ContactLists.ContactFilter filter, @ParameterObject Paging paging) {
        return lists.contacts(community, filter, paging);
    }

    @GetMapping("/contacts.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> contactSheet(@PathVariable long community, @ParameterObject ContactLists.ContactFilter filter, @ParameterObject Paging paging) {
        return ListSheet.of("催缴记录", CONTACTS, lists.contacts(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/contacts")
    @Needs("collection.contact")
    @ResponseStatus(HttpStatus.CREATED)
    Made record(@PathVariable long community, @Valid @RequestBody NewContact contact) {
        return new Made(contacts.record(community, contact));
    }

    @GetMapping("/refusal-reasons")
    @Needs("collection.read")
    List<RefusalReasons.Reason> reasons(@PathVariable long community) {
        return reasons.list(community);
    }

    @PutMapping("/refusal-reasons")
    @Needs("collection.manage")
    List<RefusalReasons.Reason> replaceReasons(@PathVariable long community, @Valid @RequestBody RefusalReasons.NewList list) {
        reasons.replace(community, list);
        return reasons.list(community);
    }

    @GetMapping("/refusals")
    @Needs("collection.read")
    Page<Refusals.Row> refusals(@PathVariable long community, @RequestParam @Nullable Boolean waiting, @ParameterObject Paging paging) {
        return refusals.page(community, waiting, paging);
    }

    @GetMapping("/refusals.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> refusalSheet(@PathVariable long community, @RequestParam @Nullable Boolean waiting, @ParameterObject Paging paging) {
        return ListSheet.of("拒缴上报", REFUSALS, refusals.page(community, waiting, Paging.all(paging.sort())).items());
    }

    @PostMapping("/refusals/{contact}/receipt")
    @Needs("collection.manage")
    void acknowledge(@PathVariable long community, @PathVariable long contact, @Valid @RequestBody Receipt receipt) {
        refusals.acknowledge(community, contact, receipt.instruction());
    }

    @GetMapping("/promises")
    @Needs("collection.read")
    Page<ContactLists.PromiseRow> promises(@PathVariable long community, @ParameterObject ContactLists.PromiseFilter filter, @ParameterObject Paging paging) {
        return lists.promises(community, filter, paging);
    }

    @PostMapping("/promises/{id}/withdrawal")
    @Needs("collection.contact")
    void withdraw(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Withdrawal withdrawal) {
        promises.withdraw(community, id, withdrawal.reason());
    }

    @GetMapping("/tasks")
    @Needs("collection.read")
    Page<ContactLists.TaskRow> tasks(@PathVariable long community, @ParameterObject ContactLists.TaskFilter filter, @ParameterObject Paging paging) {
        return lists.tasks(community, filter, paging);
    }

    @GetMapping("/tasks.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> taskSheet(@PathVariable long community, @ParameterObject ContactLists.TaskFilter filter, @ParameterObject Paging paging) {
        return ListSheet.of("催缴待办", TASKS, lists.tasks(community, filter, Paging.all(paging.sort())).items());
    }

    @PutMapping("/tasks/{id}/assignment")
    @Needs("collection.manage")
    void assign(@PathVariable long community, @PathVariable long id, @Valid @RequestBody Assignment assignment) {
        tasks.assign(community, id, assignment.staffId(), assignment.dueOn());
    }
}
