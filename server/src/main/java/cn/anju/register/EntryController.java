package cn.anju.register;

import cn.anju.attachment.UploadGate;
import cn.anju.kernel.Column;
import cn.anju.kernel.Download;
import cn.anju.kernel.Html;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** 一本台账的条目。 */
@RestController
@RequestMapping("/api/communities/{community}/registers/{register}")
class EntryController {

    record Made(long id) {}

    private final Entries entries;
    private final EntryList list;
    private final RegisterBoard board;
    private final UploadGate gate;
    private final Clock clock;

    EntryController(Entries entries, EntryList list, RegisterBoard board, UploadGate gate, Clock clock) {
        this.entries = entries;
        this.list = list;
        this.board = board;
        this.gate = gate;
        this.clock = clock;
    }

    @GetMapping("/entries")
    @Needs("register.read")
    Page<EntryList.Row> list(@PathVariable long community, @PathVariable String register, @ParameterObject EntryList.Filter filter, @ParameterObject Paging paging) {
        return list.list(community, register, filter, paging);
    }

    @GetMapping("/entries.xlsx")
    @Needs("register.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @PathVariable String register, @ParameterObject EntryList.Filter filter, @ParameterObject Paging paging) {
        var rows = list.list(community, register, filter, Paging.all(paging.sort())).items();
        var paper = board.one(community, register).definition().paper();
        var columns = new ArrayList<Column<EntryList.Row>>();
        columns.add(Column.date("日期", 12, EntryList.Row::day));
        for (var field : paper.fields()) {
            var title = field.unit() == null ? field.label() : field.label() + "（" + field.unit() + "）";
            columns.add(field.type().isNumber() ? Column.number(title, 12, row -> figure(row.texts().get(field.key())))
                : Column.text(title, field.type() == FieldType.LONG_TEXT ? 40 : 18, row -> row.texts().get(field.key())));
        }
        columns.add(Column.text("状态", 10, row -> row.stage().label()));
        columns.add(Column.text("填写", 12, EntryList.Row::madeName));
        columns.add(Column.text("填写时间", 18, row -> Html.moment(row.madeAt(), clock.getZone())));
        columns.add(Column.text("签认", 12, EntryList.Row::confirmedName));
        return ListSheet.of(paper.title(), columns, rows);
    }

    @GetMapping("/entries/{id}")
    @Needs("register.read")
    EntryList.Detail one(@PathVariable long community, @PathVariable String register, @PathVariable long id) {
        return list.one(community, register, id);
    }

    @PostMapping("/entries")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("register.write")
    Made add(@PathVariable long community, @PathVariable String register, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
             @Valid @RequestBody Entries.Content content) {
        return new Made(entries.add(community, register, key, content));
    }

    @PutMapping("/entries/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("register.write")
    void change(@PathVariable long community, @PathVariable String register, @PathVariable long id, @Valid @RequestBody Entries.Change change) {
        entries.change(community, register, id, change);
    }

    @PostMapping("/entries/{id}/striking")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("register.write")
    void strike(@PathVariable long community, @PathVariable String register, @PathVariable long id, @Valid @RequestBody Entries.Reason reason) {
        entries.strike(community, register, id, reason);
    }

    @PostMapping("/entries/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("register.write")
    void confirm(@PathVariable long community, @PathVariable String register, @PathVariable long id) {
        entries.confirm(community, register, id);
    }

    @PostMapping("/entries/{id}/follow-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("register.write")
    void followUp(@PathVariable long community, @PathVariable String register, @PathVariable long id, @Valid @RequestBody Entries.Note note) {
        entries.followUp(community, register, id, note);
    }

    @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("register.write")
    Made store(@PathVariable long community, @PathVariable String register, @RequestParam MultipartFile file) throws IOException {
        if (file.isEmpty()) throw Problem.invalid("file-empty", "这个文件是空的，请另选一个");
        var name = file.getOriginalFilename();
        gate.admit(community, file.getBytes());
        return new Made(entries.storeFile(community, register, name == null ? "" : name, file.getContentType(), file.getBytes()));
    }

    @GetMapping("/files/{file}")
    @Needs("register.read")
    ResponseEntity<byte[]> file(@PathVariable long community, @PathVariable String register, @PathVariable long file) {
        var found = list.file(community, register, file);
        return Download.file(found.filename(), MediaType.parseMediaType(found.contentType()), found.content());
    }

    private static @Nullable BigDecimal figure(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
