package cn.anju.cashier.dayclose;

import cn.anju.kernel.Needs;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/day-closes")
class DayCloseController {

    private final DayCloses closes;
    private final DayClosePage page;

    DayCloseController(DayCloses closes, DayClosePage page) {
        this.closes = closes;
        this.page = page;
    }

    @GetMapping
    @Needs("cashier.read")
    List<DayCloses.Day> list(@PathVariable long community, @RequestParam(required = false) @Nullable LocalDate from,
                             @RequestParam(required = false) @Nullable LocalDate to) {
        return closes.list(community, from, to);
    }

    @GetMapping("/{day}")
    @Needs("cashier.read")
    DayCloses.Detail get(@PathVariable long community, @PathVariable LocalDate day) {
        return closes.get(community, day);
    }

    @PostMapping("/{day}")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("cashier.day-close")
    DayCloses.Detail close(@PathVariable long community, @PathVariable LocalDate day) {
        closes.close(community, day);
        return closes.get(community, day);
    }

    @GetMapping(path = "/{day}/report.html", produces = "text/html;charset=UTF-8")
    @Needs("cashier.read")
    String report(@PathVariable long community, @PathVariable LocalDate day) {
        return page.of(community, closes.get(community, day));
    }
}
