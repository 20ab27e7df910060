package cn.anju.ledger.bank;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/communities/{community}/ledger")
class ChannelController {

    /** 认下一处不符的原因。 */
    record Settling(@NotBlank @Size(max = 80) String difference, @NotNull ThreeWay.Cause cause, @Nullable @Size(max = 200) String note) {}

    private static final List<Column<Channels.Row>> COLUMNS = List.of(
        Column.date("日期", 12, row -> row.difference().on()), Column.text("渠道", 10, row -> row.difference().channel().equals("WECHAT") ? "微信" : "支付宝"),
        Column.money("金额", 14, row -> row.difference().amount()), Column.text("原因", 24, Channels.Row::causeLabel),
        Column.text("说明", 40, row -> row.difference().text()), Column.text("认定", 24, Channels.Row::settledCause), Column.text("备注", 24, Channels.Row::note),
        Column.text("认定人", 12, Channels.Row::settledBy));

    private final Channels channels;

    ChannelController(Channels channels) {
        this.channels = channels;
    }

    @PostMapping(path = "/channel-bills", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Needs("ledger.bank")
    BankBooks.Imported take(@PathVariable long community, @RequestParam MultipartFile file) throws IOException {
        if (file.isEmpty()) throw Problem.invalid("file-empty", "这个文件是空的，请另选一个");
        return channels.take(community, file.getBytes());
    }

    @GetMapping("/channel-comparison")
    @Needs("ledger.read")
    Channels.Comparison compare(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return channels.compare(community, from, to);
    }

    @GetMapping("/channel-comparison.xlsx")
    @Needs("ledger.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        return ListSheet.of("三方对账差异", COLUMNS, channels.compare(community, from, to).differences());
    }

    @PostMapping("/channel-comparison/causes")
    @Needs("ledger.bank")
    void settle(@PathVariable long community, @Valid @RequestBody Settling settling) {
        channels.settle(community, settling.difference(), settling.cause(), settling.note());
    }
}
