package cn.anju.workforce.training;

import cn.anju.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** 请求编号：同一个编号再送一次，只办一次。 */
final class RequestKey {

    private RequestKey() {}

    /** @throws Problem 400 {@code idempotency-key-missing}, {@code idempotency-key-invalid} */
    static String require(@Nullable String key) {
        if (key == null) throw Problem.invalid("idempotency-key-missing", "登记的请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        if (key.length() < 16 || key.length() > 64) throw Problem.invalid("idempotency-key-invalid", "请求编号（Idempotency-Key）须为 16 至 64 个字符");
        return key;
    }

    static Problem reused() {
        return Problem.conflict("idempotency-key-reused", "这个请求刚才已经送过，请刷新后看");
    }
}
