package cn.anju.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 员工账号。
 *
 * @param phone masked
 * @param lastSignedInAt never signed in: null
 */
record StaffMember(long id, String username, String name, @Nullable String phone, boolean active, boolean mustChangePassword,
                   @Nullable Instant lastSignedInAt, Instant createdAt, List<Grant> grants) {

    /**
     * 授权：在哪个小区（空为全部）、从哪天到哪天担任什么角色。
     *
     * @param toOn the last day; null for open
     * @param current whether it counts today
     */
    record Grant(long id, String role, String roleName, @Nullable Long communityId, @Nullable String communityName,
                 LocalDate fromOn, @Nullable LocalDate toOn, boolean current) {}

    String roleNames() {
        return String.join("、", grants.stream().filter(Grant::current).map(Grant::roleName).distinct().toList());
    }

    StaffMember with(List<Grant> own) {
        return new StaffMember(id, username, name, phone, active, mustChangePassword, lastSignedInAt, createdAt, own);
    }
}
