package cn.anju.workforce;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 员工档案。 */
@RestController
@RequestMapping("/api/communities/{community}")
class StaffFileController {

    private final StaffRecords records;
    private final StaffFileList list;
    private final PaperList papers;
    private final Colleagues colleagues;
    private final Communities communities;

    StaffFileController(StaffRecords records, StaffFileList list, PaperList papers, Colleagues colleagues, Communities communities) {
        this.records = records;
        this.list = list;
        this.papers = papers;
        this.colleagues = colleagues;
        this.communities = communities;
    }

    @GetMapping("/staff-files")
    @Needs("workforce.personnel")
    Page<StaffFileList.Row> list(@PathVariable long community, @ParameterObject StaffFileList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, filter, paging);
    }

    @GetMapping("/staff-files.xlsx")
    @Needs("workforce.personnel")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject StaffFileList.Filter filter, @ParameterObject Paging paging) {
        var columns = List.<Column<StaffFileList.Row>>of(Column.text("姓名", 12, StaffFileList.Row::name), Column.text("岗位", 24, StaffFileList.Row::posts), day("入职", StaffFileList.Row::joinedOn),
            day("合同从", StaffFileList.Row::contractFrom), day("合同到", StaffFileList.Row::contractTo), day("试用期满", StaffFileList.Row::probationTo),
            Column.text("紧急联系人", 12, StaffFileList.Row::emergencyName), Column.text("电话", 16, StaffFileList.Row::emergencyPhone),
            Column.text("证件", 8, row -> Long.toString(row.papers())), Column.text("到期、快到期", 12, row -> Long.toString(row.lapsing())), Column.text("备注", 30, StaffFileList.Row::remark));
        return ListSheet.of("员工档案", columns, list.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PutMapping("/staff-files/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("workforce.personnel")
    void keep(@PathVariable long community, @PathVariable long person, @Valid @RequestBody StaffRecords.NewFile file) {
        records.keep(community, person, file);
    }

    @PostMapping("/staff-files/{person}/contact")
    @Needs("workforce.personnel")
    StaffRecords.Contact contact(@PathVariable long community, @PathVariable long person) {
        return records.contact(community, person);
    }

    @GetMapping(path = "/staff-files/{person}/print.html", produces = "text/html;charset=UTF-8")
    @Needs("workforce.personnel")
    String print(@PathVariable long community, @PathVariable long person) {
        var whose = colleagues.one(community, person);
        return StaffFilePaper.of(communities.name(community), list.list(community, new StaffFileList.Filter(whose.id(), null, null), Paging.all(null)).items().getFirst(),
            papers.list(community, new PaperList.Filter(whose.id(), null, null, null), Paging.all(null)).items().stream().filter(each -> each.state() != PaperList.State.VOIDED).toList());
    }

    private interface Day {
        @Nullable LocalDate of(StaffFileList.Row row);
    }

    private static Column<StaffFileList.Row> day(String title, Day day) {
        return Column.text(title, 12, row -> day.of(row) == null ? null : String.valueOf(day.of(row)));
    }
}
