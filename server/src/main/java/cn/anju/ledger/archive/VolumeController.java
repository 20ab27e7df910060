package cn.anju.ledger.archive;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.ledger.print.BookPrinter;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/ledger/archive")
class VolumeController {

    private static final List<Column<Volumes.Volume>> COLUMNS = List.of(
        Column.text("卷号", 12, Volumes.Volume::number), Column.text("期间", 10, Volumes.Volume::period), Column.text("种类", 20, Volumes.Volume::kindLabel),
        Column.text("题名", 36, Volumes.Volume::title), Column.count("页数", 8, row -> (long) row.pages()), Column.text("保管人", 12, Volumes.Volume::keeper),
        Column.text("存放", 16, Volumes.Volume::place), Column.text("保管期限", 10, row -> row.keptYears() + " 年"), Column.text("备注", 24, Volumes.Volume::note));

    private final Volumes volumes;
    private final BookPrinter printer;

    VolumeController(Volumes volumes, BookPrinter printer) {
        this.volumes = volumes;
        this.printer = printer;
    }

    @GetMapping
    @Needs("ledger.read")
    List<Volumes.Volume> list(@PathVariable long community, @RequestParam @Nullable String period) {
        return volumes.list(community, period);
    }

    @GetMapping("/index.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam @Nullable String period) {
        return ListSheet.of("会计档案目录", COLUMNS, volumes.list(community, period));
    }

    @GetMapping(path = "/index.html", produces = "text/html;charset=UTF-8")
    @Needs("ledger.read")
    String index(@PathVariable long community, @RequestParam @Nullable String period) {
        return printer.table(community, "会计档案目录", period == null ? "全部" : period, COLUMNS, volumes.list(community, period));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.archive")
    Volumes.Volume add(@PathVariable long community, @Valid @RequestBody Volumes.NewVolume volume) {
        var id = volumes.add(community, volume);
        return volumes.list(community, null).stream().filter(each -> each.id() == id).findFirst().orElseThrow();
    }
}
