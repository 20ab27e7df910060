package cn.anju.workforce;

import cn.anju.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** 请求编号：同一个编号再送一次，只办一次。 */
public final class RequestKey {

    private RequestKey() {}

    /** @throws Problem 400 {@code idempotency-key-missing}, {@code idempotency-key-invalid} */
    public static String require(@Nullable String key) {
        if (key == null) throw Problem.invalid("idempotency-key-missing", "登记的请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        if (key.length() < 16 || key.length() > 64) throw Problem.invalid("idempotency-key-invalid", "请求编号（Idempotency-Key）须为 16 至 64 个字符");
        return key;
    }

    public static Problem reused() {
        return Problem.conflict("idempotency-key-reused", "这个请求刚才已经送过，请刷新后看");
    }
}
