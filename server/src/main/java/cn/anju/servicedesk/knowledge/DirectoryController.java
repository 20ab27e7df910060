package cn.anju.servicedesk.knowledge;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
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

/** 电话簿与便民资讯。 */
@RestController
@RequestMapping("/api/communities/{community}")
class DirectoryController {

    private static final List<Column<Directory.Row>> COLUMNS = List.of(
        Column.text("类别", 12, row -> row.kind().label), Column.text("分类", 12, Directory.Row::category), Column.text("名称", 24, Directory.Row::name),
        Column.text("电话", 18, Directory.Row::phone), Column.text("地址", 30, Directory.Row::address), Column.text("时间", 18, Directory.Row::hours),
        Column.text("备注", 30, Directory.Row::note), Column.date("最近核对", 12, Directory.Row::checkedOn), Column.text("核对人", 12, Directory.Row::checkedName));

    private final Directory directory;
    private final Communities communities;

    DirectoryController(Directory directory, Communities communities) {
        this.directory = directory;
        this.communities = communities;
    }

    @GetMapping("/directory")
    @Needs("servicedesk.read")
    Page<Directory.Row> list(@PathVariable long community, @ParameterObject Directory.Filter filter, @ParameterObject Paging paging) {
        return directory.list(community, filter, paging);
    }

    @GetMapping("/directory.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject Directory.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("常用电话", COLUMNS, directory.list(community, filter, Paging.all(paging.sort())).items());
    }

    @GetMapping(value = "/directory/print", produces = MediaType.TEXT_HTML_VALUE)
    @Needs("servicedesk.read")
    String print(@PathVariable long community, @ParameterObject Directory.Filter filter) {
        return KnowledgePage.directory(communities.name(community), directory.list(community, filter, Paging.all(null)).items());
    }

    @GetMapping("/directory/{entry}/checks")
    @Needs("servicedesk.read")
    List<Directory.Check> checks(@PathVariable long community, @PathVariable long entry) {
        return directory.checks(community, entry);
    }

    @PostMapping("/directory")
    @Needs("servicedesk.knowledge")
    @ResponseStatus(HttpStatus.CREATED)
    Directory.Row add(@PathVariable long community, @RequestBody @Valid Directory.Facts facts) {
        return directory.add(community, facts);
    }

    @PutMapping("/directory/{entry}")
    @Needs("servicedesk.knowledge")
    Directory.Row change(@PathVariable long community, @PathVariable long entry, @RequestBody @Valid Directory.Facts facts) {
        return directory.change(community, entry, facts);
    }

    @PostMapping("/directory/{entry}/checks")
    @Needs("servicedesk.knowledge")
    Directory.Row check(@PathVariable long community, @PathVariable long entry, @RequestBody @Valid Directory.Checked checked) {
        return directory.check(community, entry, checked);
    }

    @PostMapping("/directory/{entry}/retirement")
    @Needs("servicedesk.knowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable long community, @PathVariable long entry) {
        directory.retire(community, entry, true);
    }

    @PostMapping("/directory/{entry}/revival")
    @Needs("servicedesk.knowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revive(@PathVariable long community, @PathVariable long entry) {
        directory.retire(community, entry, false);
    }
}
