package cn.anju.servicedesk.knowledge;

import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import jakarta.validation.Valid;
import java.util.List;
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

/** 托办与提醒。 */
@RestController
@RequestMapping("/api/communities/{community}")
class AffairController {

    record Made(long id) {}

    private static final List<Column<Affairs.Row>> COLUMNS = List.of(
        Column.text("类别", 8, row -> row.kind().label), Column.text("房号", 14, Affairs.Row::roomCode), Column.text("交办人", 12, Affairs.Row::client),
        Column.text("什么事", 40, Affairs.Row::title), Column.date("到哪天", 12, Affairs.Row::dueOn), Column.text("谁管", 12, Affairs.Row::staffName),
        Column.text("短信", 16, Affairs.Row::message),
        Column.text("状态", 10, row -> switch (row.state()) { case OPEN -> "在办"; case DONE -> "办完"; case CANCELLED -> "不办了"; }),
        Column.text("结果", 40, Affairs.Row::result), Column.text("确认人", 12, Affairs.Row::confirmedBy), Column.text("了结人", 12, Affairs.Row::endedName));

    private final Affairs affairs;

    AffairController(Affairs affairs) {
        this.affairs = affairs;
    }

    @GetMapping("/affairs")
    @Needs("servicedesk.read")
    Page<Affairs.Row> list(@PathVariable long community, @ParameterObject Affairs.Filter filter, @ParameterObject Paging paging) {
        return affairs.list(community, filter, paging);
    }

    @GetMapping("/affairs.xlsx")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> sheet(@PathVariable long community, @ParameterObject Affairs.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("托办与提醒", COLUMNS, affairs.list(community, filter, Paging.all(paging.sort())).items());
    }

    @PostMapping("/affairs")
    @Needs("servicedesk.register")
    @ResponseStatus(HttpStatus.CREATED)
    Made add(@PathVariable long community, @RequestBody @Valid Affairs.NewAffair affair) {
        return new Made(affairs.add(community, affair));
    }

    @PutMapping("/affairs/{affair}")
    @Needs("servicedesk.register")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@PathVariable long community, @PathVariable long affair, @RequestBody @Valid Affairs.Move move) {
        affairs.move(community, affair, move);
    }

    @PostMapping("/affairs/{affair}/completion")
    @Needs("servicedesk.register")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable long community, @PathVariable long affair, @RequestBody @Valid Affairs.Ending ending) {
        affairs.end(community, affair, Affairs.State.DONE, ending);
    }

    @PostMapping("/affairs/{affair}/cancellation")
    @Needs("servicedesk.register")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable long community, @PathVariable long affair, @RequestBody @Valid Affairs.Ending ending) {
        affairs.end(community, affair, Affairs.State.CANCELLED, ending);
    }
}
