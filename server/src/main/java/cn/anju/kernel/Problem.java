package cn.anju.kernel;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * 一次有理由的拒绝（RFC 9457）：稳定的代码给程序看，一句话给人看。
 *
 * <p>Thrown wherever the answer is no; the edge turns it into {@code application/problem+json}.
 */
public final class Problem extends RuntimeException {

    /** 哪一栏不对，为什么。 */
    public record Field(String field, String message) {}

    private final HttpStatus status;
    private final String code;
    private final List<Field> fields;

    private Problem(HttpStatus status, String code, String detail, List<Field> fields) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = fields;
    }

    /** 400：填得不对。 */
    public static Problem invalid(String code, String detail, Object... arguments) {
        return new Problem(HttpStatus.BAD_REQUEST, code, detail.formatted(arguments), List.of());
    }

    /**
     * 400：逐栏说明哪里不对。
     *
     * @param detail the same for pages that do not show the field
     */
    public static Problem invalid(List<Field> fields, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "fields-invalid", detail, List.copyOf(fields));
    }

    /** 403：没有这项权限。 */
    public static Problem forbidden(String code, String detail, Object... arguments) {
        return new Problem(HttpStatus.FORBIDDEN, code, detail.formatted(arguments), List.of());
    }

    /** 404：没有，或不在可见范围内。 */
    public static Problem notFound(String code, String detail, Object... arguments) {
        return new Problem(HttpStatus.NOT_FOUND, code, detail.formatted(arguments), List.of());
    }

    /** 409：业务上不允许。 */
    public static Problem conflict(String code, String detail, Object... arguments) {
        return new Problem(HttpStatus.CONFLICT, code, detail.formatted(arguments), List.of());
    }

    /** Any other status, for the edge only (413, 415, 429 …). */
    public static Problem of(HttpStatus status, String code, String detail, Object... arguments) {
        return new Problem(status, code, detail.formatted(arguments), List.of());
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Field> fields() {
        return fields;
    }
}
