package cn.anju.billing;

import cn.anju.billing.calculation.Cycle;
import cn.anju.billing.calculation.ShareBasis;
import cn.anju.estate.RoomKind;
import cn.anju.job.ImportColumn;
import cn.anju.kernel.CellText;
import cn.anju.kernel.Problem;
import cn.anju.kernel.SheetRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 收费标准表怎么写、怎么读：一行是一个版本。 */
final class TariffSheet {

    static final List<ImportColumn> COLUMNS = List.of(
        ImportColumn.required("编码", "WY01").note("同一编码可以有几行：每行是一个价格版本，日期不能重叠"),
        ImportColumn.required("收费项目", "物业服务费").note("账单上印的名字"),
        ImportColumn.required("计费方式", "按面积").choices(labels(TariffRule.values(), TariffRule::label)).note("怎样算出一个月的金额"),
        ImportColumn.required("适用房屋类型", "住宅").note("几种类型用逗号隔开：" + String.join("、", labels(RoomKind.values(), RoomKind::label))),
        ImportColumn.required("单价", "2.35").number().note("按面积：元/㎡·月；固定：元/月；按表、公摊：元/单位用量"),
        ImportColumn.optional("阶梯", "").note("按表的阶梯价，如 0-180:5.00;180-260:7.00;260-:9.00"),
        ImportColumn.optional("阶梯周期", "").choices(List.of("月", "年")).note("每月或每年从第一档算起；没有阶梯的不填"),
        ImportColumn.optional("公摊依据", "").choices(labels(ShareBasis.values(), ShareBasis::label)).note("公摊要填：按面积分还是按户分"),
        ImportColumn.optional("计费周期", "月").choices(labels(Cycle.values(), Cycle::label)).note("多久出一张账单；按表和公摊总是按月"),
        ImportColumn.required("生效日期", "2026-01-01").date().note("这个价格的第一天"),
        ImportColumn.optional("失效日期", "").date().note("最后有效的一天；空着是一直有效"),
        ImportColumn.optional("空置折扣", "0.7").number().note("空置房屋的单价乘这个数；1 或空着是不打折"),
        ImportColumn.required("应缴日", "25").number().note("每月几号，31 是月底"),
        ImportColumn.optional("违约金日率", "0.0005").number().note("也可以写 0.05% 或 万分之五；0 或空着是不收"),
        ImportColumn.optional("起始楼层", "").number().note("低于这一层的不收"),
        ImportColumn.optional("表类型", "").note("按表、公摊要填，与仪表表里的一样，如 水、电"),
        ImportColumn.optional("未交付", "").choices(List.of("开发商")).note("没有交房日期的房屋由谁缴；空着是不收"));

    private static final List<String> CHINESE_DIGITS = List.of("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十");

    private TariffSheet() {}

    /** 读一行；不对的第一处作为 {@link Problem} 抛出，按栏的次序。 */
    static TariffTerms read(SheetRow row) {
        var code = row.text("编码");
        if (code.isEmpty()) throw Problem.invalid("tariff-code-missing", "没有填编码");
        if (code.length() > 20) throw Problem.invalid("tariff-code-too-long", "编码最多 20 个字");
        var item = row.text("收费项目");
        if (item.isEmpty()) throw Problem.invalid("charge-item-missing", "没有填收费项目");
        if (item.length() > 60) throw Problem.invalid("charge-item-too-long", "收费项目最多 60 个字");
        var rule = TariffRule.byLabel(row.text("计费方式")).orElseThrow(() ->
            Problem.invalid("charge-rule-unknown", "不认识计费方式「%s」，可填：%s", row.text("计费方式"), labels(TariffRule.values(), TariffRule::label)));
        var kinds = kinds(row.text("适用房屋类型"));
        var tiers = rule == TariffRule.METERED ? row.text("阶梯") : "";
        var isYearly = isYearly(row.text("阶梯周期"));
        var price = number(row, "单价", "price-invalid");
        var basis = choice(row, "公摊依据", ShareBasis.values(), ShareBasis::label, "share-basis-unknown");
        var cycle = choice(row, "计费周期", Cycle.values(), Cycle::label, "cycle-unknown");
        var from = date(row, "生效日期");
        if (from == null) throw Problem.invalid("date-invalid", "没有填生效日期");
        return new TariffTerms(code, item, rule, kinds, price, tiers, isYearly, row.text("表类型"), basis, cycle, from,
            date(row, "失效日期"), discount(row), whole(row, "应缴日", "due-day-invalid"), rate(row.text("违约金日率")),
            row.isEmpty("起始楼层") ? null : Integer.valueOf(whole(row, "起始楼层", "start-floor-invalid")),
            isDeveloperCharged(row.text("未交付")));
    }

    /** The column a refusal is about; none where several are. */
    static @Nullable String column(String code) {
        return switch (code) {
            case "tariff-code-missing", "tariff-code-too-long", "tariff-duplicate" -> "编码";
            case "charge-item-missing", "charge-item-too-long" -> "收费项目";
            case "charge-rule-unknown" -> "计费方式";
            case "room-kind-unknown" -> "适用房屋类型";
            case "price-missing", "price-invalid", "price-negative" -> "单价";
            case "tiers-invalid" -> "阶梯";
            case "tier-period-unknown" -> "阶梯周期";
            case "share-basis-missing", "share-basis-unknown" -> "公摊依据";
            case "cycle-unknown" -> "计费周期";
            case "date-invalid", "tariff-in-use" -> "生效日期";
            case "dates-reversed", "tariff-overlap", "tariff-billed-ahead" -> "失效日期";
            case "vacancy-discount-invalid" -> "空置折扣";
            case "due-day-invalid" -> "应缴日";
            case "late-fee-rate-invalid" -> "违约金日率";
            case "start-floor-invalid" -> "起始楼层";
            case "meter-kind-missing" -> "表类型";
            case "undelivered-unknown" -> "未交付";
            default -> null;
        };
    }

    private static Set<RoomKind> kinds(String text) {
        var kinds = EnumSet.noneOf(RoomKind.class);
        for (var label : text.split("[,，、/;；\\s]+")) {
            if (label.isEmpty()) continue;
            kinds.add(RoomKind.byLabel(label).orElseThrow(() -> Problem.invalid("room-kind-unknown", "不认识房屋类型「%s」", label)));
        }
        if (kinds.isEmpty()) throw Problem.invalid("room-kind-unknown", "没有填适用房屋类型");
        return kinds;
    }

    private static boolean isYearly(String text) {
        return switch (text.replaceAll("^[按每]", "")) {
            case "年" -> true;
            case "", "月" -> false;
            default -> throw Problem.invalid("tier-period-unknown", "阶梯周期只能填 月 或 年，不认识「%s」", text);
        };
    }

    private static boolean isDeveloperCharged(String text) {
        return switch (text) {
            case "开发商" -> true;
            case "", "不收", "否", "无" -> false;
            default -> throw Problem.invalid("undelivered-unknown", "未交付只能填 开发商 或空着，不认识「%s」", text);
        };
    }

    private static <E> @Nullable E choice(SheetRow row, String column, E[] values, Function<E, String> label, String code) {
        var text = row.text(column);
        if (text.isEmpty()) return null;
        var bare = text.replaceAll("^[按每]", "");
        return Stream.of(values).filter(value -> label.apply(value).equals(text) || label.apply(value).equals(bare)).findFirst()
            .orElseThrow(() -> Problem.invalid(code, "%s不认识「%s」，可填：%s", column, text, labels(values, label)));
    }

    /** A unit behind the number ({@code 2.35元/㎡·月}) is understood. */
    private static @Nullable BigDecimal number(SheetRow row, String column, String code) {
        if (row.isEmpty(column)) return null;
        var number = row.decimal(column);
        if (number == null) number = CellText.decimal(row.text(column).replaceFirst("元?/.*$", ""));
        if (number == null) throw Problem.invalid(code, "%s「%s」不是数", column, row.text(column));
        return number;
    }

    private static @Nullable BigDecimal discount(SheetRow row) {
        var text = row.text("空置折扣");
        if (text.endsWith("折")) {
            var number = CellText.decimal(text.substring(0, text.length() - 1));
            if (number != null) return number.movePointLeft(number.compareTo(BigDecimal.TEN) >= 0 ? 2 : 1);
        }
        if (text.endsWith("%")) return percent(text, "%", 2, "vacancy-discount-invalid");
        return number(row, "空置折扣", "vacancy-discount-invalid");
    }

    private static @Nullable BigDecimal rate(String text) {
        if (text.isEmpty()) return null;
        if (text.endsWith("%")) return percent(text, "%", 2, "late-fee-rate-invalid");
        if (text.endsWith("‰")) return percent(text, "‰", 3, "late-fee-rate-invalid");
        for (var base : List.of("百分之", "千分之", "万分之")) {
            if (!text.startsWith(base)) continue;
            var figure = text.substring(base.length());
            var digit = CHINESE_DIGITS.indexOf(figure);
            var number = digit >= 0 ? BigDecimal.valueOf(digit) : CellText.decimal(figure);
            if (number != null) return number.movePointLeft(2 + List.of("百分之", "千分之", "万分之").indexOf(base));
        }
        var number = CellText.decimal(text);
        if (number == null) throw Problem.invalid("late-fee-rate-invalid", "违约金日率「%s」不是数", text);
        return number;
    }

    private static BigDecimal percent(String text, String sign, int places, String code) {
        var number = CellText.decimal(text.substring(0, text.length() - sign.length()));
        if (number == null) throw Problem.invalid(code, "「%s」不是数", text);
        return number.movePointLeft(places);
    }

    private static int whole(SheetRow row, String column, String code) {
        var number = row.decimal(column);
        if (number == null) number = CellText.decimal(row.text(column).replaceFirst("^每月", "").replaceFirst("[日号层楼]$", ""));
        if (number == null || number.stripTrailingZeros().scale() > 0 || number.abs().compareTo(BigDecimal.valueOf(1000)) > 0)
            throw Problem.invalid(code, "%s「%s」不对，请填整数", column, row.text(column));
        return number.intValueExact();
    }

    private static @Nullable LocalDate date(SheetRow row, String column) {
        if (row.isEmpty(column)) return null;
        var date = row.date(column);
        if (date == null) throw Problem.invalid("date-invalid", "%s「%s」不是日期", column, row.text(column));
        return date;
    }

    private static <E> List<String> labels(E[] values, Function<E, String> label) {
        return Arrays.stream(values).map(label).toList();
    }
}
