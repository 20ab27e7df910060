package cn.anju.workforce.training;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** 培训里等着办的：负责的课七天内要办、办完没登记；本人要去的、要考的。 */
@Component
class TrainingToDo implements ToDoSource {

    private static final int DAYS = 7;

    private final TrainingPlanList plans;
    private final TrainingList trainings;
    private final MyTraining own;
    private final Clock clock;

    TrainingToDo(TrainingPlanList plans, TrainingList trainings, MyTraining own, Clock clock) {
        this.plans = plans;
        this.trainings = trainings;
        this.own = own;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "workforce.attend")) return List.of();
        var all = new ArrayList<Waiting>();
        var today = LocalDate.now(clock);
        for (var lesson : plans.due(community, DAYS))
            if (lesson.leaderId() == user.id() && (!lesson.isArranged() || lesson.dueOn().isBefore(today)))
                all.add(new Waiting("培训「%s」%s 前要办%s".formatted(lesson.topic(), lesson.dueOn(), lesson.isArranged() ? "，已安排" : "，还没有安排"), "training-plans/" + lesson.planId(), lesson.dueOn().isBefore(today)));
        if (user.may(community, "workforce.team")) {
            var open = trainings.count(community, new TrainingList.Filter(null, TrainingList.State.OVERDUE, null, null, null));
            if (open > 0) all.add(new Waiting("%d 场培训讲完没有登记谁到了".formatted(open), "trainings?state=OVERDUE", true));
        }
        own.own(community).trainings().stream().filter(MyTraining.Session::maySign).forEach(each -> all.add(new Waiting("培训「%s」请签到".formatted(each.topic()), "my-training", false)));
        own.tests(community, user.id()).stream().filter(MyTraining.Test::mayTake)
            .forEach(each -> all.add(new Waiting("考试「%s」%s 前要考".formatted(each.result().title(), each.result().dueOn()), "my-training", false)));
        return all;
    }
}
