package cn.anju.kernel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** 打印页的公共写法：转义、时间、整页的壳；同一页可以交给浏览器打印，也可以做成 PDF。 */
public final class Html {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** 页脚的页码，加在 {@link #page} 的样式里；页边的字不随正文，字体要在这里说。 */
    public static final String NUMBERED = """
        @page { @bottom-center { content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font: 9pt "Noto Sans SC", sans-serif; } }
        """;

    private Html() {}

    /** Escaped for HTML and XML alike: no named entities, no control characters. */
    public static String text(@Nullable String text) {
        return text == null ? "" : HtmlUtils.htmlEscape(text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", ""), "UTF-8");
    }

    public static String moment(Instant instant, ZoneId zone) {
        return MOMENT.format(instant.atZone(zone));
    }

    /** 没有自己单号的表也有编号：什么表、哪一户、哪天到哪天，同样的表总是同样的编号。 */
    public static String filed(String kind, Object... of) {
        return "编号：" + text(Stream.concat(Stream.of(kind), Stream.of(of).map(each -> each.toString().matches("\\d{4}-\\d{2}(-\\d{2})?")
            ? each.toString().replace("-", "") : each.toString())).collect(Collectors.joining("-")));
    }

    /** 1,234.50 */
    public static String money(Money amount) {
        return "%,.2f".formatted(amount.yuan());
    }

    /** Nothing where there is nothing. */
    public static String moneyOrBlank(Money amount) {
        return amount.isZero() ? "" : money(amount);
    }

    /**
     * A page that prints as it stands: no script, nothing fetched.
     *
     * @param style CSS of this page; tables instead of flex and grid, for {@link Pdf}
     * @param body well-formed, every text in it through {@link #text}
     */
    public static String page(String title, String style, String body) {
        return """
            <!DOCTYPE html>
            <html lang="zh-CN"><head><meta charset="utf-8"/><title>%s</title>
            <style>
            * { box-sizing: border-box; margin: 0; }
            body { font: 10.5pt/1.5 "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", SimSun, sans-serif; color: #000; background: #fff; }
            table { width: 100%%; border-collapse: collapse; }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            %s
            </style></head>
            <body>
            %s
            </body></html>
            """.formatted(text(title), style, body);
    }
}
