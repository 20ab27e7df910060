package cn.anju.kernel;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** 列表的导出：一样的筛选，全部的行，封面写明谁、何时、什么条件。 */
public final class ListSheet {

    private static final String CONDITIONS = "conditions";
    private static final Set<String> NOT_FILTERS = Set.of("page", "size", "sort", CONDITIONS);
    private static final int LONGEST = 500;
    private static final String AT = ListSheet.class.getName() + ".at";

    private ListSheet() {}

    /**
     * @param name of the file and of its sheet
     * @param more further lines of the cover: label, text, label, text …
     */
    public static <T> ResponseEntity<byte[]> of(String name, List<Column<T>> columns, Iterable<T> rows, String... more) {
        var book = Workbook.of(name, columns).cover("导出人", CurrentUser.get().name()).cover("时间", at()).cover("条件", spoken());
        for (var place = 0; place + 1 < more.length; place += 2) book.cover(more[place], more[place + 1]);
        return Download.xlsx(name + ".xlsx", book.bytes(rows));
    }

    /** The moment of the request by the office's own clock, for the cover. */
    static void remember(Instant now, ZoneId zone, HttpServletRequest request) {
        request.setAttribute(AT, Html.moment(now, zone));
    }

    private static ServletRequestAttributes request() {
        return (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    }

    private static String at() {
        return String.valueOf(request().getRequest().getAttribute(AT));
    }

    private static String spoken() {
        var asked = request().getRequest();
        var filter = asked.getParameterMap().entrySet().stream().filter(each -> !NOT_FILTERS.contains(each.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, each -> String.join("、", each.getValue()), (one, other) -> one, TreeMap::new));
        return conditions(asked.getParameter(CONDITIONS), filter);
    }

    /**
     * 导出的条件，给人看的话。
     *
     * @param spoken what the page itself said about its filters; without it the names and values of {@code filter} have to do
     */
    public static String conditions(@Nullable String spoken, Map<String, String> filter) {
        if (spoken != null && !spoken.isBlank()) return spoken.strip().substring(0, Math.min(spoken.strip().length(), LONGEST));
        return filter.isEmpty() ? "全部" : filter.entrySet().stream()
            .map(each -> Objects.requireNonNullElse(FieldNames.name(each.getKey()), each.getKey()) + " " + each.getValue()).collect(Collectors.joining("，"));
    }
}
