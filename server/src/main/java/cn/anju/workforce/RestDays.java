package cn.anju.workforce;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 谁这天休息：班表排了别的天的，没排班而逢周末、节假日的；和考勤说的一样。 */
@Component
public class RestDays {

    private final WorkHours hours;

    RestDays(WorkHours hours) {
        this.hours = hours;
    }

    /** @return those of {@code staff} from whom attendance expects nothing on this day */
    @Transactional(readOnly = true)
    public Set<Long> on(long community, LocalDate day, Collection<Long> staff) {
        var plan = hours.between(community, day, day);
        return staff.stream().filter(each -> plan.isRest(each, day)).collect(Collectors.toSet());
    }
}
