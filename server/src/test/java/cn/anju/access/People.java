package cn.anju.access;

import cn.anju.Office;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 故事里的同事：开户、授权、改掉一次性密码、登录。 */
public final class People {

    /** The password of everybody made here. */
    public static final String PASSWORD = "故事里的同事密码";

    private final Office admin;

    private People(Office admin) {
        this.admin = admin;
    }

    public static People of(Office admin) {
        return new People(admin);
    }

    /** 开户，还没有授权，也没有改密码。 */
    public Office.Answer account() {
        return admin.post("/api/staff", Map.of("username", "u" + UUID.randomUUID().toString().substring(0, 8), "name", "同事")).expect(201);
    }

    /** 在一个小区（空为全部）担任一个角色的人，已登录。 */
    public Office with(String role, @Nullable Long community) {
        var account = account();
        grant(account.id(), role, community);
        return signIn(account);
    }

    /** 正好有这些权限的人，已登录。 */
    public Office permitted(@Nullable Long community, String... permissions) {
        return with(role(permissions), community);
    }

    public String role(String... permissions) {
        return admin.post("/api/roles", Map.of("name", "角色" + UUID.randomUUID().toString().substring(0, 6), "permissions", Arrays.asList(permissions)))
            .expect(201).at("/key");
    }

    public void grant(long staffId, String role, @Nullable Long community) {
        grant(staffId, role, community, Map.of());
    }

    /** @param days {@code fromOn} and {@code toOn}, as far as they are not from today for good */
    public void grant(long staffId, String role, @Nullable Long community, Map<String, LocalDate> days) {
        var grant = new HashMap<String, Object>(Map.of("role", role));
        days.forEach((key, day) -> grant.put(key, day.toString()));
        if (community != null) grant.put("communityId", community);
        admin.post("/api/staff/" + staffId + "/grants", grant).expect(201);
    }

    /** 用一次性密码登录，改掉它，再登录。 */
    public Office signIn(Office.Answer account) {
        var first = admin.as(account.at("/username"), account.at("/oneTimePassword"));
        first.put("/api/session/password", Map.of("current", account.at("/oneTimePassword"), "next", PASSWORD)).expect(204);
        return first;
    }
}
