package cn.anju.servicedesk.calendar;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.time.LocalDate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 节假日与调休。 */
@RestController
@RequestMapping("/api/communities/{community}/special-days")
class SpecialDayController {

    private final SpecialDays days;

    SpecialDayController(SpecialDays days) {
        this.days = days;
    }

    @GetMapping
    @Needs("servicedesk.read")
    SpecialDays.Year year(@PathVariable long community, @RequestParam int year) {
        return days.of(community, year);
    }

    @PutMapping("/{day}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.manage")
    void put(@PathVariable long community, @PathVariable LocalDate day, @Valid @RequestBody SpecialDays.NewDay special) {
        days.put(community, day, special);
    }

    @DeleteMapping("/{day}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.manage")
    void remove(@PathVariable long community, @PathVariable LocalDate day) {
        days.remove(community, day);
    }
}
