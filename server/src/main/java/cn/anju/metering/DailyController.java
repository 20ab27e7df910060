package cn.anju.metering;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 日读数：补录、更正、撤回、转成月读数。 */
@RestController
@RequestMapping("/api/communities/{community}/metering")
class DailyController {

    private final DailyDesk desk;
    private final MonthFromDays months;

    DailyController(DailyDesk desk, MonthFromDays months) {
        this.desk = desk;
        this.months = months;
    }

    @PutMapping("/daily-readings/{meter}/{day}")
    @Needs("metering.edit")
    DailyDesk.Taken put(@PathVariable long community, @PathVariable long meter, @PathVariable LocalDate day, @RequestBody @Valid DailyDesk.Input input) {
        return desk.put(community, meter, day, input);
    }

    @DeleteMapping("/daily-readings/{meter}/{day}")
    @Needs("metering.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long community, @PathVariable long meter, @PathVariable LocalDate day) {
        desk.remove(community, meter, day);
    }

    /** The readings of a month that is over, from the last daily one of each meter. */
    @PostMapping("/daily-readings/months/{month}")
    @Needs("metering.edit")
    MonthFromDays.Results month(@PathVariable long community, @PathVariable YearMonth month) {
        return months.take(community, month);
    }
}
