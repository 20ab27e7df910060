package cn.anju.kernel;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** 列表的导出：一样的筛选，全部的行，封面写明谁、何时、什么条件。 */
public final class ListSheet {

    private static final Set<String> NOT_FILTERS = Set.of("page", "size");
    private static final String AT = ListSheet.class.getName() + ".at";

    private ListSheet() {}

    /**
     * @param name of the file and of its sheet
     * @param more further lines of the cover: label, text, label, text …
     */
    public static <T> ResponseEntity<byte[]> of(String name, List<Column<T>> columns, Iterable<T> rows, String... more) {
        var book = Workbook.of(name, columns).cover("导出人", CurrentUser.get().name()).cover("时间", at()).cover("条件", conditions());
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

    private static String conditions() {
        var text = request().getRequest().getParameterMap().entrySet().stream().filter(each -> !NOT_FILTERS.contains(each.getKey()))
            .flatMap(each -> Arrays.stream(each.getValue()).map(value -> each.getKey() + "=" + value)).collect(Collectors.joining("，"));
        return text.isEmpty() ? "全部" : text;
    }
}
