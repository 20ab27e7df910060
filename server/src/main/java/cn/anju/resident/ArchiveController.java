package cn.anju.resident;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 档案完整率：逐房，和按管家片区。 */
@RestController
@RequestMapping("/api/communities/{community}/archive")
class ArchiveController {

    private static final List<Column<ArchiveCompleteness.RoomArchive>> COLUMNS = List.of(
        Column.text("房号", 16, ArchiveCompleteness.RoomArchive::code), Column.text("业主", 20, ArchiveCompleteness.RoomArchive::owners),
        Column.text("有业主", 8, row -> mark(row.hasOwner())), Column.text("有电话", 8, row -> mark(row.hasPhone())),
        Column.text("有证件", 8, row -> mark(row.hasIdNumber())), Column.text("有交房日期", 10, row -> mark(row.hasHandover())),
        Column.text("有面积", 8, row -> mark(row.hasArea())), Column.text("有资料", 8, row -> mark(row.hasDocument())),
        Column.count("完整率%", 8, row -> (long) row.percent()));

    private final ArchiveCompleteness archive;

    ArchiveController(ArchiveCompleteness archive) {
        this.archive = archive;
    }

    @GetMapping("/rooms")
    @Needs("resident.read")
    Page<ArchiveCompleteness.RoomArchive> rooms(@PathVariable long community, @ParameterObject ArchiveCompleteness.Filter filter, @ParameterObject Paging paging) {
        return archive.rooms(community, filter, paging);
    }

    @GetMapping("/rooms.xlsx")
    @Needs("resident.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject ArchiveCompleteness.Filter filter, @ParameterObject Paging paging) {
        var rows = archive.rooms(community, filter, Paging.all(paging.sort())).items();
        return ListSheet.of("档案完整率", COLUMNS, rows);
    }

    @GetMapping("/steward-areas")
    @Needs("resident.read")
    List<ArchiveCompleteness.AreaArchive> areas(@PathVariable long community) {
        return archive.areas(community);
    }

    private static String mark(boolean is) {
        return is ? "是" : "否";
    }
}
