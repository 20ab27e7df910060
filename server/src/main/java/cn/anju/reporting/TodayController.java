package cn.anju.reporting;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Needs;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 今日：等着办的、今天进来的、逾期的，和本月收款的图。 */
@RestController
@RequestMapping("/api/communities/{community}/today")
class TodayController {

    /**
     * 等着办的一件事。
     *
     * @param label what waits, in words with its figure
     * @param link the page inside the community where it is done
     * @param isOverdue its day has passed
     */
    record ToDo(String label, String link, boolean isOverdue) {}

    /**
     * 开账的一步：做完打勾，没做的领到那一页。
     *
     * @param about why, and what to have at hand
     * @param doing what the button to {@code link} says
     * @param other another way to the same end, with its page
     */
    record FirstStep(String label, String about, String doing, String link, @Nullable String other, @Nullable String otherLink, boolean isDone) {}

    /**
     * 一个数字，点开到它的行。
     *
     * @param unit 元, 户, 笔 …
     * @param definition what is counted, in one sentence
     */
    record Figure(String label, String value, String unit, String link, String definition) {}

    record Day(LocalDate day, Money amount) {}

    record Share(String label, Money amount) {}

    /**
     * @param days collected on each day of the month so far
     * @param methods collected this month by method
     * @param byBuilding what is overdue by building, the largest first
     */
    record Charts(List<Day> days, List<Share> methods, List<Share> byBuilding) {}

    /**
     * @param alarms what is wrong and cannot wait
     * @param firstSteps empty once the community has taken all of them
     * @param charts absent for people who may not see money
     */
    record Today(LocalDate date, List<Alarm.Line> alarms, List<FirstStep> firstSteps, List<ToDo> toDo, List<Figure> figures, @Nullable Charts charts) {}

    private final TodayBoard board;

    TodayController(TodayBoard board) {
        this.board = board;
    }

    @GetMapping
    @Needs(Needs.SIGNED_IN)
    Today today(@PathVariable long community) {
        return board.of(community, CurrentUser.get());
    }
}
