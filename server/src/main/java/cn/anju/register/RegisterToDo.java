package cn.anju.register;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.ToDoSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 今日：到了提醒时间还没写的台账，和过了期还没跟进的。 */
@Component
class RegisterToDo implements ToDoSource {

    private static final int NAMED = 3;

    private final RegisterBoard board;

    RegisterToDo(RegisterBoard board) {
        this.board = board;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waiting(long community, CurrentUser user) {
        if (!user.may(community, "register.read")) return List.of();
        var waiting = new ArrayList<Waiting>();
        var due = board.list(community, user).stream().filter(each -> each.isDue() && board.isTime(each.remindAt())).toList();
        due.stream().limit(NAMED).forEach(each -> waiting.add(new Waiting("台账「%s」待写%s".formatted(each.title(), each.missing() > 1 ? " %d 次".formatted(each.missing()) : ""),
            "registers/" + each.key(), true)));
        if (due.size() > NAMED) waiting.add(new Waiting("还有 %d 本台账待写".formatted(due.size() - NAMED), "registers?due=true", true));
        return waiting;
    }
}
