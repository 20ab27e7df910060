package cn.anju.planning;

import cn.anju.kernel.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;

/** 上一级是谁：员工报本部门的主管，主管报主任，主任报总经理；不越级，不跨部门。 */
enum Superior {
    SERVICE("客服主管", "cs_supervisor", 1),
    ENGINEERING("工程主管", "engineering_supervisor", 1),
    SECURITY("保安队长", "security_lead", 1),
    DIRECTOR("管理处主任", "director", 2),
    MANAGER("总经理", "general_manager", 3);

    private static final Set<String> HEADS = Set.of("cs_supervisor", "engineering_supervisor", "security_lead", "cleaner_supervisor");
    private static final Set<String> GUARDS = Set.of("security_guard", "toll_attendant");

    final String label;
    final String role;
    private final int level;

    Superior(String label, String role, int level) {
        this.label = label;
        this.role = role;
        this.level = level;
    }

    /**
     * 有这些岗位的人，上一级是谁；兼几个岗位的，从最高的那个往上数。
     *
     * @throws Problem 409 {@code nobody-above} for the general manager
     */
    static Superior of(Set<String> held) {
        if (held.contains(MANAGER.role)) throw nobodyAbove();
        if (held.contains(DIRECTOR.role)) return MANAGER;
        if (!Collections.disjoint(held, HEADS)) return DIRECTOR;
        if (held.contains("technician")) return ENGINEERING;
        return Collections.disjoint(held, GUARDS) ? SERVICE : SECURITY;
    }

    /** @throws Problem 409 {@code nobody-above} at the top */
    Superior above() {
        return switch (this) {
            case SERVICE, ENGINEERING, SECURITY -> DIRECTOR;
            case DIRECTOR -> MANAGER;
            case MANAGER -> throw nobodyAbove();
        };
    }

    /** Why somebody with these roles is not the next one up. */
    Problem refusal(Set<String> held) {
        var isHigher = Arrays.stream(values()).anyMatch(each -> each.level > level && held.contains(each.role));
        return isHigher ? Problem.conflict("level-skipped", "不能越级：要先报%s，%s办不了再往上报", label, label)
            : Problem.conflict("department-crossed", "只能报给上一级（%s），不能平级转交，也不能自己跨部门找人", label);
    }

    private static Problem nobodyAbove() {
        return Problem.conflict("nobody-above", "已经到总经理，没有上一级了");
    }
}
