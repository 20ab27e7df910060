package cn.anju.kernel;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 第几页、每页几行、按什么排。
 *
 * <p>A controller takes it as {@code @ParameterObject Paging paging}; a query asks it for limit, offset and order.
 *
 * @param page from 1
 * @param size 1 to 200, 50 unless given
 * @param sort a name from the list's own table of sortable columns, with {@code -} in front for descending
 */
public record Paging(@Schema(minimum = "1") @Nullable Integer page,
                     @Schema(minimum = "1", maximum = "200") @Nullable Integer size,
                     @Nullable String sort) {

    private static final int ALL = 1_000_000;
    private static final int CHUNK = 5_000;

    /** 导出：不分页。 */
    public static Paging all(@Nullable String sort) {
        return new Paging(1, ALL, sort);
    }

    /** 后台导出的一段。 */
    public static Paging chunk(int page, @Nullable String sort) {
        return new Paging(page, CHUNK, sort);
    }

    public Paging {
        page = page == null ? 1 : page;
        size = size == null ? 50 : size;
        if (page < 1 || page > 1_000_000) throw Problem.invalid("page-invalid", "页码从 1 开始");
        if (size != ALL && size != CHUNK && (size < 1 || size > 200)) throw Problem.invalid("page-size-invalid", "每页 1 到 200 行");
    }

    public int limit() {
        return size;
    }

    public long offset() {
        return (page - 1L) * size;
    }

    /**
     * 排序的 SQL：只用名单里的写法，别的一律拒绝。
     *
     * @param columns sortable name → SQL expression; the values are literals of the query class, never user text
     * @param otherwise the order when none is asked for, and the tie-breaker behind the asked one
     */
    public String orderBy(Map<String, String> columns, String otherwise) {
        if (sort == null || sort.isBlank()) return "order by " + otherwise;
        var descending = sort.startsWith("-");
        var column = columns.get(descending ? sort.substring(1) : sort);
        if (column == null) throw Problem.invalid("sort-unknown", "不能按这一栏排序");
        return "order by " + column + (descending ? " desc nulls last, " : ", ") + otherwise;
    }
}
