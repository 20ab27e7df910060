package cn.anju.metering;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Download;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Pdf;
import cn.anju.kernel.Problem;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 抄表单：纸上的，和填好了能再导入的表格。 */
@RestController
@RequestMapping("/api/communities/{community}/metering")
class MeterSheetController {

    private final ReadingSheet sheet;
    private final Communities communities;

    MeterSheetController(ReadingSheet sheet, Communities communities) {
        this.sheet = sheet;
        this.communities = communities;
    }

    @GetMapping(path = "/sheet.pdf", produces = "application/pdf")
    @Needs("metering.read")
    ResponseEntity<byte[]> pdf(@PathVariable long community, @RequestParam YearMonth month, @RequestParam @Nullable String kind,
                               @RequestParam @Nullable Long building, @RequestParam @Nullable String entrance) {
        var lines = lines(community, month, kind, building, entrance);
        return Download.file("抄表单-%s.pdf".formatted(month), MediaType.APPLICATION_PDF, Pdf.of(MeterSheetPage.of(communities.name(community), month, lines)));
    }

    /** With the heads of the readings import: filled in, it is uploaded as it is. */
    @GetMapping("/sheet.xlsx")
    @Needs("metering.read")
    ResponseEntity<byte[]> workbook(@PathVariable long community, @RequestParam YearMonth month, @RequestParam @Nullable String kind,
                                    @RequestParam @Nullable Long building, @RequestParam @Nullable String entrance) {
        return ListSheet.of("抄表单", columns(month), lines(community, month, kind, building, entrance));
    }

    private List<ReadingSheet.Line> lines(long community, YearMonth month, @Nullable String kind, @Nullable Long building, @Nullable String entrance) {
        var lines = sheet.sheet(community, month, kind, building).lines().stream()
            .filter(line -> entrance == null || entrance.isBlank() || entrance.strip().equals(line.entrance())).toList();
        if (lines.isEmpty()) throw Problem.conflict("no-meters", "这些条件下没有要抄的表");
        return lines;
    }

    /** An estimate is asked for again: what comes back in the sheet was read. */
    private static boolean isRead(ReadingSheet.Line line) {
        return line.entered() != null && line.entered().source() != ReadingSource.ESTIMATE;
    }

    private static List<Column<ReadingSheet.Line>> columns(YearMonth month) {
        return List.of(Column.text(ReadingDraft.MONTH, 10, _ -> month.toString()), Column.text(ReadingDraft.NUMBER, 14, ReadingSheet.Line::number),
            Column.text("房号", 16, ReadingSheet.Line::room), Column.text("公摊组", 10, ReadingSheet.Line::shareGroup),
            Column.text("表类型", 8, ReadingSheet.Line::kind), Column.text("安装位置", 16, ReadingSheet.Line::location),
            Column.number("上次读数", 12, ReadingSheet.Line::previous),
            Column.number(ReadingDraft.VALUE, 12, line -> isRead(line) ? line.entered().value() : null),
            Column.date(ReadingDraft.DATE, 12, line -> isRead(line) ? line.entered().readOn() : null),
            Column.text(ReadingDraft.ROLLOVER, 8, line -> line.entered() != null && line.entered().isRollover() ? "是" : null),
            Column.number(ReadingDraft.OLD_STOP, 12, line -> line.entered() == null ? null : line.entered().oldStop()),
            Column.number(ReadingDraft.NEW_START, 12, line -> line.entered() == null ? null : line.entered().newStart()),
            Column.text(ReadingDraft.NOTE, 20, line -> line.entered() == null ? null : line.entered().note()));
    }
}
