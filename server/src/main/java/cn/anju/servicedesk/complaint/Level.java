package cn.anju.servicedesk.complaint;

import cn.anju.kernel.Problem;
import java.util.List;
import java.util.Set;

/** 投诉办到哪一级：管家、主管、主任；自己办不了的只往上一级报。 */
enum Level {
    STEWARD("管家", List.of("steward", "senior_steward")),
    SUPERVISOR("客服主管", List.of("cs_supervisor")),
    DIRECTOR("管理处主任", List.of("director"));

    final String label;
    final List<String> roles;

    Level(String label, List<String> roles) {
        this.label = label;
        this.roles = roles;
    }

    /** @throws Problem 409 {@code nobody-above} at the top */
    Level above() {
        if (this == DIRECTOR) throw Problem.conflict("nobody-above", "已经在管理处主任手上，没有上一级了");
        return values()[ordinal() + 1];
    }

    /** Whether one of these roles is of this level or of one above it. */
    boolean isReachedBy(Set<String> held) {
        for (var each : values()) if (each.ordinal() >= ordinal() && each.isAmong(held)) return true;
        return false;
    }

    /** Whether one of these roles stands above this level: the next level or a later one, above the director the general manager. */
    boolean isBelow(Set<String> held) {
        if (held.contains("general_manager")) return true;
        for (var each : values()) if (each.ordinal() > ordinal() && each.isAmong(held)) return true;
        return false;
    }

    /** Who signs what this level has done. */
    String superior() {
        return this == DIRECTOR ? "总经理" : above().label;
    }

    boolean isAmong(Set<String> held) {
        return roles.stream().anyMatch(held::contains);
    }
}
