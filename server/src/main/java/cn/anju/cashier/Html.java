package cn.anju.cashier;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** 打印页的公共写法：转义、时间、整页的壳。 */
final class Html {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Html() {}

    static String text(@Nullable String text) {
        return text == null ? "" : HtmlUtils.htmlEscape(text);
    }

    static String moment(Instant instant, ZoneId zone) {
        return MOMENT.format(instant.atZone(zone));
    }

    /** A page that prints as it stands: no script, nothing fetched. */
    static String page(String title, String style, String body) {
        return """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title>
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
