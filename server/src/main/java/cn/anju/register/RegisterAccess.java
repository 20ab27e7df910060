package cn.anju.register;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.util.Collections;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 谁可以写、可以看哪本台账：岗位在定义里；能改定义的人都可以。 */
@Component
class RegisterAccess {

    /** What somebody may do in a community, asked once for many registers. */
    record Rights(boolean isDesigner, boolean mayWriteAny, Set<String> roles) {

        boolean mayWrite(Paper paper) {
            return mayWriteAny && (isDesigner || !Collections.disjoint(roles, paper.writers()));
        }

        boolean mayRead(Paper paper) {
            return isDesigner || !Collections.disjoint(roles, paper.writers()) || !Collections.disjoint(roles, paper.readers());
        }

        /** Whether writing it is part of this person's own post, not only allowed because he may change the register. */
        boolean isOwnWork(Paper paper) {
            return mayWriteAny && !Collections.disjoint(roles, paper.writers());
        }
    }

    static final String DESIGN = "register.design";

    private final StaffAccess staff;

    RegisterAccess(StaffAccess staff) {
        this.staff = staff;
    }

    Rights of(CurrentUser user, long community) {
        return new Rights(user.may(community, DESIGN), user.may(community, "register.write"), staff.rolesOf(user, community));
    }

    /** @throws Problem 404 {@code register-not-found} for whom the register is not meant, as if there were none */
    Rights requireRead(long community, Definition definition) {
        var rights = of(CurrentUser.get(), community);
        if (!rights.mayRead(definition.paper())) throw Problem.notFound("register-not-found", "没有这本台账，或您的岗位不看它");
        return rights;
    }

    /** @throws Problem 403 {@code register-not-writable}, 404 as for reading, 409 {@code register-retired} */
    Rights requireWrite(long community, Definition definition) {
        var rights = requireRead(community, definition);
        if (!rights.mayWrite(definition.paper())) throw Problem.forbidden("register-not-writable", "「%s」不由您的岗位填写", definition.paper().title());
        if (definition.isRetired()) throw Problem.conflict("register-retired", "「%s」已停用，只能查看", definition.paper().title());
        return rights;
    }
}
