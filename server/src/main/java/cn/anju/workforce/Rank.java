package cn.anju.workforce;

import cn.anju.access.StaffAccess;
import cn.anju.kernel.CurrentUser;

/** 谁的申请；自己的不能自己批，所以链各不同。 */
public enum Rank {
    STAFF("", "员工", "cs_supervisor"),
    SUPERVISOR("-supervisor", "主管", "director"),
    DIRECTOR("-director", "主任", "general_manager");

    private final String suffix;
    final String label;
    final String role;

    Rank(String suffix, String label, String role) {
        this.suffix = suffix;
        this.label = label;
        this.role = role;
    }

    /** The key of the approval's kind. */
    public String key(String kind) {
        return kind + suffix;
    }

    public static Rank of(CurrentUser user, long community, StaffAccess staff) {
        if (staff.rolesOf(user, community).contains("director")) return DIRECTOR;
        return user.may(community, "workforce.team") ? SUPERVISOR : STAFF;
    }
}
