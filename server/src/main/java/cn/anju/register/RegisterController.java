package cn.anju.register;

import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 台账一览、一本台账、统计、打印。 */
@RestController
@RequestMapping("/api/communities/{community}/registers")
class RegisterController {

    private static final String HTML = "text/html;charset=UTF-8";

    private final RegisterBoard board;
    private final RegisterReport report;
    private final EntryList entries;
    private final Communities communities;
    private final Clock clock;

    RegisterController(RegisterBoard board, RegisterReport report, EntryList entries, Communities communities, Clock clock) {
        this.board = board;
        this.report = report;
        this.entries = entries;
        this.communities = communities;
        this.clock = clock;
    }

    @GetMapping
    @Needs("register.read")
    List<RegisterBoard.Row> list(@PathVariable long community) {
        return board.list(community, CurrentUser.get());
    }

    /** Colleagues here, for fields that name one. */
    @GetMapping("/staff")
    @Needs("register.read")
    List<RegisterBoard.Colleague> staff(@PathVariable long community) {
        return board.colleagues(community, CurrentUser.get());
    }

    @GetMapping("/{register}")
    @Needs("register.read")
    RegisterBoard.View one(@PathVariable long community, @PathVariable String register) {
        return board.one(community, register);
    }

    /** From the beginning of last year unless said otherwise. */
    @GetMapping("/{register}/report")
    @Needs("register.read")
    RegisterReport.Report report(@PathVariable long community, @PathVariable String register, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var today = LocalDate.now(clock);
        return report.of(community, register, from == null ? today.minusYears(1).withDayOfYear(1) : from, to == null ? today : to);
    }

    @GetMapping(path = "/{register}/print.html", produces = HTML)
    @Needs("register.read")
    String print(@PathVariable long community, @PathVariable String register, @ParameterObject EntryList.Filter filter, @ParameterObject Paging paging) {
        var rows = entries.list(community, register, filter, Paging.all(paging.sort() == null ? "day" : paging.sort())).items();
        return RegisterPage.list(communities.name(community), board.one(community, register).definition(), rows, filter.from(), filter.to(), clock.getZone());
    }

    @GetMapping(path = "/{register}/entries/{id}/print.html", produces = HTML)
    @Needs("register.read")
    String printOne(@PathVariable long community, @PathVariable String register, @PathVariable long id) {
        return RegisterPage.entry(communities.name(community), entries.one(community, register, id), clock.getZone());
    }
}
