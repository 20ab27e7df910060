package cn.anju.workforce.appraisal;

import cn.anju.access.StaffAccess;
import cn.anju.approval.Approvals;
import cn.anju.approval.Submission;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.workforce.Colleagues;
import cn.anju.workforce.Decided;
import cn.anju.workforce.Rank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 谁可以考核谁，报给谁批：不考核自己和上级；总经理定的不用再批。 */
@Component
class Superiors {

    private static final List<String> HIGH = List.of("director", "general_manager");

    private final StaffAccess staff;
    private final Colleagues colleagues;
    private final Approvals approvals;

    Superiors(StaffAccess staff, Colleagues colleagues, Approvals approvals) {
        this.staff = staff;
        this.colleagues = colleagues;
        this.approvals = approvals;
    }

    /** @throws Problem 403 {@code own-appraisal}, {@code superior-appraised}; 404 {@code staff-not-found} */
    Colleagues.Colleague subject(long community, CurrentUser user, long person) {
        var subject = colleagues.one(community, person);
        if (person == user.id() || user.deputyFor() != null && user.deputyFor() == person) throw Problem.forbidden("own-appraisal", "不能考核自己");
        var roles = staff.of(person).map(each -> staff.rolesOf(each, community)).orElseThrow();
        var own = staff.rolesOf(user, community);
        if (!own.contains("general_manager") && roles.stream().anyMatch(HIGH::contains)) throw Problem.forbidden("superior-appraised", "%s是上级，由总经理考核", subject.name());
        var isSupervisor = staff.of(person).filter(each -> each.may(community, "workforce.team")).isPresent();
        if (isSupervisor && own.stream().noneMatch(HIGH::contains)) throw Problem.forbidden("superior-appraised", "%s也是主管，由主任考核", subject.name());
        return subject;
    }

    /** @return the approval; nothing when the general manager himself decides, and it is decided */
    @Nullable Long submit(long community, String kind, long id, String title, String reason, List<Submission.Fact> facts, String link, Decided decided) {
        var user = CurrentUser.get();
        if (staff.rolesOf(user, community).contains("general_manager")) {
            decided.approved(community, id);
            return null;
        }
        return approvals.submit(community, new Submission(Rank.of(user, community, staff).key(kind), id, title, null, reason, facts, link));
    }
}
