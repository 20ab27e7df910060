package cn.anju.workforce;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.notification.Notice;
import cn.anju.notification.Notices;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 请假写了代理，代理的人没有他的岗位：告诉管授权的人，点开就是填好的一条代理。
 *
 * <p>Rights are never given by a leave alone: who may act for whom is for the administrator to say, and is checked for incompatible duties there.
 */
@Component
class DeputyRights {

    private final StaffAccess staff;
    private final Notices notices;

    DeputyRights(StaffAccess staff, Notices notices) {
        this.staff = staff;
        this.notices = notices;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void ask(long community, String number, CurrentUser away, CurrentUser deputy, LocalDate from, LocalDate to) {
        if (staff.rolesOf(deputy, community).containsAll(staff.rolesOf(away, community))) return;
        notices.tell(community, staff.holders(community, "access.manage"), new Notice("代理", "%s %s 到 %s 请假，由%s代理".formatted(away.name(), from, to, deputy.name()),
            "%s没有%s的岗位。要他代办，请指定代理".formatted(deputy.name(), away.name()),
            "deputies?staff=%d&deputy=%d&from=%s&to=%s&leave=%s".formatted(away.id(), deputy.id(), from, to, number), "deputy-rights:" + number));
    }
}
