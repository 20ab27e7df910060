package cn.anju.billing;

import cn.anju.billing.calculation.Assignment;
import cn.anju.billing.calculation.ChargeRule;
import cn.anju.billing.calculation.Cycle;
import cn.anju.billing.calculation.ShareBasis;
import cn.anju.billing.calculation.Tariff;
import cn.anju.billing.calculation.TieredPrice;
import cn.anju.estate.RoomKind;
import cn.anju.kernel.Problem;
import cn.anju.metering.MeterSpelling;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 收费标准一个版本的内容，手工填的和表格里读的都是它。
 *
 * @param price yuan per unit; none for tiered prices
 * @param tiers as in {@code 0-180:5.00;180-:7.00}, metered only
 * @param isYearly bands are filled by the calendar year's usage
 * @param meterKind 水, 电 …, metered and shared only
 * @param months only in these months of the year, as a heating season; none: all year
 * @param widenFromFive how much further each band reaches for households of five persons and more
 * @param widenFromSeven the same from seven persons on; none: as for five
 * @param from the first day in force
 * @param to the last day in force; none: until further notice
 * @param vacancyFactor what the price of a vacant room is multiplied by, 1 for no discount
 */
record TariffTerms(@NotBlank @Size(max = 20) String code,
                   @NotBlank @Size(max = 60) String chargeItem,
                   @NotNull TariffRule rule,
                   @NotEmpty Set<@NotNull RoomKind> roomKinds,
                   @Nullable BigDecimal price,
                   @Nullable @Size(max = 400) String tiers,
                   boolean isYearly,
                   @Nullable @Size(max = 20) String meterKind,
                   @Nullable ShareBasis shareBasis,
                   @Nullable Cycle cycle,
                   @NotNull LocalDate from,
                   @Nullable LocalDate to,
                   @Nullable BigDecimal vacancyFactor,
                   int dueDay,
                   @Nullable BigDecimal lateFeeRate,
                   @Nullable Integer startFloor,
                   boolean isDeveloperCharged,
                   @Nullable Set<@Min(1) @Max(12) Integer> months,
                   @Nullable BigDecimal widenFromFive,
                   @Nullable BigDecimal widenFromSeven) {

    TariffTerms(String code, String chargeItem, TariffRule rule, Set<RoomKind> roomKinds, @Nullable BigDecimal price, @Nullable String tiers,
                boolean isYearly, @Nullable String meterKind, @Nullable ShareBasis shareBasis, @Nullable Cycle cycle, LocalDate from,
                @Nullable LocalDate to, @Nullable BigDecimal vacancyFactor, int dueDay, @Nullable BigDecimal lateFeeRate,
                @Nullable Integer startFloor, boolean isDeveloperCharged) {
        this(code, chargeItem, rule, roomKinds, price, tiers, isYearly, meterKind, shareBasis, cycle, from, to, vacancyFactor, dueDay,
            lateFeeRate, startFloor, isDeveloperCharged, null, null, null);
    }


    private static final BigDecimal MOST = new BigDecimal("1000000");
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    TariffTerms {
        if (rule != null && roomKinds != null && from != null) {
            code = code == null ? null : code.strip();
            chargeItem = chargeItem == null ? null : chargeItem.strip();
            roomKinds = roomKinds.isEmpty() ? Set.of() : EnumSet.copyOf(roomKinds);
            price = decimal(price, "price-invalid", "单价", MOST, 6);
            vacancyFactor = vacancyFactor == null ? BigDecimal.ONE
                : decimal(vacancyFactor, "vacancy-discount-invalid", "空置折扣", BigDecimal.ONE, 6);
            lateFeeRate = lateFeeRate == null ? BigDecimal.ZERO
                : decimal(lateFeeRate, "late-fee-rate-invalid", "违约金日率", BigDecimal.ONE, 8);
            tiers = tiers == null || tiers.isBlank() ? null : TieredPrice.of(tiers).toString();
            if (tiers != null && rule == TariffRule.METERED) price = null;
            else tiers = null;
            if (price == null && tiers == null) throw Problem.invalid("price-missing", "请填单价");
            isYearly = isYearly && tiers != null;
            if (rule.isMetered() && (meterKind == null || meterKind.isBlank()))
                throw Problem.invalid("meter-kind-missing", "%s的标准请填表类型，如水、电", rule.label());
            meterKind = rule.isMetered() ? MeterSpelling.kind(meterKind) : null;
            if (rule == TariffRule.SHARED && shareBasis == null)
                throw Problem.invalid("share-basis-missing", "公摊请填公摊依据：面积或户");
            if (rule != TariffRule.SHARED) shareBasis = null;
            cycle = rule.isMetered() || cycle == null ? Cycle.MONTH : cycle;
            months = months == null || months.isEmpty() || months.size() == 12 ? null : new TreeSet<>(months);
            widenFromFive = tiers == null ? null : widening(widenFromFive);
            widenFromSeven = widenFromFive == null ? null : widening(widenFromSeven);
            if (widenFromSeven != null && widenFromSeven.compareTo(widenFromFive) < 0)
                throw Problem.invalid("widening-invalid", "七人户放宽的不能少于五人户");
            if (dueDay < 1 || dueDay > 31) throw Problem.invalid("due-day-invalid", "应缴日填每月几号，1 到 31");
            if (from.isBefore(EARLIEST) || to != null && to.isAfter(LATEST))
                throw Problem.invalid("date-invalid", "生效、失效日期要在 1990 年到 2199 年之间");
            if (to != null && to.isBefore(from)) throw Problem.invalid("dates-reversed", "失效日期 %s 早于生效日期 %s", to, from);
        }
    }

    private static @Nullable BigDecimal decimal(@Nullable BigDecimal number, String code, String name, BigDecimal most, int scale) {
        if (number == null) return null;
        var plain = Numbers.plain(number);
        if (plain.signum() < 0 || plain.compareTo(most) > 0 || plain.scale() > scale)
            throw Problem.invalid(code, "%s要在 0 到 %s 之间，最多 %d 位小数", name, most.toPlainString(), scale);
        return plain;
    }

    private static @Nullable BigDecimal widening(@Nullable BigDecimal more) {
        return more == null || more.signum() == 0 ? null : decimal(more, "widening-invalid", "各档放宽", MOST, 4);
    }

    /** Whether both are in force for some kind of room on some day. */
    boolean overlaps(TariffTerms other) {
        return code.equals(other.code) && roomKinds.stream().anyMatch(other.roomKinds::contains)
            && (to == null || !other.from.isAfter(to)) && (other.to == null || !from.isAfter(other.to));
    }

    /** The same version, as a sheet means it: one code from one day for the same kinds of rooms. */
    boolean isSameVersion(TariffTerms other) {
        return code.equals(other.code) && from.equals(other.from) && roomKinds.equals(other.roomKinds);
    }

    TariffTerms until(@Nullable LocalDate last) {
        return new TariffTerms(code, chargeItem, rule, roomKinds, price, tiers, isYearly, meterKind, shareBasis, cycle, from,
            last, vacancyFactor, dueDay, lateFeeRate, startFloor, isDeveloperCharged, months, widenFromFive, widenFromSeven);
    }

    /** 同一套内容，别的价格，从别的日子起。 */
    TariffTerms priced(@Nullable BigDecimal otherPrice, @Nullable String otherTiers, LocalDate start) {
        return new TariffTerms(code, chargeItem, rule, roomKinds, otherPrice, otherTiers, isYearly, meterKind, shareBasis, cycle, start, to,
            vacancyFactor, dueDay, lateFeeRate, startFloor, isDeveloperCharged, months, widenFromFive, widenFromSeven);
    }

    /** 价格怎么说，如 {@code 2.35} 或各档。 */
    String priceText() {
        return tiers == null ? price.toPlainString() : tiers;
    }

    Tariff toTariff(long versionId, Set<String> buildings, Set<Long> rooms) {
        var kinds = roomKinds.stream().map(RoomKind::name).collect(Collectors.toSet());
        return new Tariff(versionId, code, chargeItem, new Assignment(kinds, buildings, rooms), chargeRule(), cycle, from, to,
            vacancyFactor, dueDay, lateFeeRate, startFloor, isDeveloperCharged, months == null ? Set.of() : months,
            new Tariff.Widening(widenFromFive, widenFromSeven));
    }

    private ChargeRule chargeRule() {
        return switch (rule) {
            case BY_AREA -> new ChargeRule.ByArea(price);
            case FIXED -> new ChargeRule.Fixed(price);
            case METERED -> new ChargeRule.Metered(tiers == null ? TieredPrice.flat(price) : TieredPrice.of(tiers), isYearly, meterKind);
            case SHARED -> new ChargeRule.Shared(price, meterKind, shareBasis);
        };
    }

    static List<RoomKind> sorted(Set<RoomKind> kinds) {
        return kinds.stream().sorted().toList();
    }
}
