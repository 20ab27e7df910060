package cn.anju.kernel;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * 当前操作人，以及他在每个小区的权限。
 *
 * @param id the staff account
 * @param name as it is recorded; a deputy's says for whom: 李四（代 张三）
 * @param deputyFor the account on whose behalf this is done, if any
 * @param everywhere permissions that hold in every community and for the company itself
 * @param byCommunity permissions that hold in single communities
 */
public record CurrentUser(long id, String username, String name, @Nullable Long deputyFor,
                          Set<String> everywhere, Map<Long, Set<String>> byCommunity) {

    private static final ScopedValue<CurrentUser> CURRENT = ScopedValue.newInstance();

    /**
     * 正在操作的人。
     *
     * @throws Problem 403 {@code not-signed-in} outside a request or job of a person
     */
    public static CurrentUser get() {
        if (!CURRENT.isBound()) throw Problem.forbidden("not-signed-in", "请先登录");
        return CURRENT.get();
    }

    public static boolean isKnown() {
        return CURRENT.isBound();
    }

    public <T> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    public boolean may(long community, String permission) {
        return everywhere.contains(permission) || byCommunity.getOrDefault(community, Set.of()).contains(permission);
    }

    /** Whether this person works in the community at all. */
    public boolean belongsTo(long community) {
        return !everywhere.isEmpty() || byCommunity.containsKey(community);
    }

    /** Whether this person has the permission in any community at all. */
    public boolean mayAnywhere(String permission) {
        return everywhere.contains(permission) || byCommunity.values().stream().anyMatch(set -> set.contains(permission));
    }

    /** @throws Problem 403 {@code not-permitted} */
    public void require(long community, String permission) {
        if (!may(community, permission)) throw notPermitted(permission);
    }

    /** 公司一级的权限。 @throws Problem 403 {@code not-permitted} */
    public void requireEverywhere(String permission) {
        if (!everywhere.contains(permission)) throw notPermitted(permission);
    }

    static Problem notPermitted(String permission) {
        return Problem.forbidden("not-permitted", "您没有这项权限（%s），请联系管理员", permission);
    }
}
