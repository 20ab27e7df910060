package cn.anju.billing;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 更正出过账的收费标准：价格写错了，或适用范围错了；只供更正账单时用。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TariffCorrections {

    /** 改了什么。 */
    public record Done(String code, String before, String after) {}

    private final Tariffs tariffs;
    private final JdbcClient jdbc;

    TariffCorrections(Tariffs tariffs, JdbcClient jdbc) {
        this.tariffs = tariffs;
        this.jdbc = jdbc;
    }

    /** 一个标准的编码。 @throws Problem 404 {@code tariff-not-found} */
    public String code(long community, long id) {
        return tariffs.get(community, id).terms().code();
    }

    /**
     * 对的价格，从某天起：错的那段作废，换上一个新版本。
     *
     * @throws Problem 400 {@code dates-reversed}; 409 {@code price-unchanged}
     */
    public Done reprice(long community, long id, LocalDate from, @Nullable BigDecimal price, @Nullable String tiers) {
        var wrong = tariffs.get(community, id);
        var terms = wrong.terms();
        if (from.isBefore(terms.from()) || terms.to() != null && from.isAfter(terms.to()))
            throw Problem.invalid("dates-reversed", "这个版本从 %s 起有效，更正的日子要在它有效的期间", terms.from());
        var right = terms.priced(terms.tiers() == null ? price : null, terms.tiers() == null ? null : tiers, from);
        if (right.priceText().equals(terms.priceText()) || right.tiers() == null && right.price().compareTo(terms.price()) == 0)
            throw Problem.conflict("price-unchanged", "价格就是 %s，没有要改的", terms.priceText());
        var limits = tariffs.assignment(community, id);
        tariffs.withdraw(community, wrong, from);
        tariffs.assign(community, tariffs.add(community, right), limits);
        tariffs.refuseOverlap(community, terms.code());
        return new Done(terms.code(), terms.priceText(), right.priceText());
    }

    /** 对的适用范围；都空着是全部。 @throws Problem 404 {@code assignment-unknown} */
    public Done reassign(long community, long id, List<Long> buildings, List<Long> rooms) {
        var version = tariffs.get(community, id);
        var before = tariffs.assignment(community, id);
        try {
            tariffs.assign(community, id, new Tariffs.Limits(buildings, rooms));
        } catch (DataIntegrityViolationException e) {
            throw Problem.notFound("assignment-unknown", "有楼栋或房屋不在本小区");
        }
        tariffs.refuseOverlap(community, version.terms().code());
        return new Done(version.terms().code(), text(before), text(new Tariffs.Limits(buildings, rooms)));
    }

    /**
     * 这些房屋、楼栋收错了标准：从错的里拿出来，归到对的里；从某月起还有效的各个版本都改。
     *
     * @param wrong code that they were billed by; none when they were not billed at all
     * @param right code that they should have been billed by; none when they should not have been
     * @throws Problem 404 {@code assignment-unknown}, {@code tariff-not-found}; 409 {@code assignment-unchanged}
     */
    public Done replace(long community, YearMonth from, @Nullable String wrong, @Nullable String right, List<Long> buildings, List<Long> rooms) {
        var places = Places.of(jdbc, community, buildings, rooms);
        var isChanged = false;
        if (wrong != null) for (var version : standing(community, from, wrong)) {
            var limits = places.takenFrom(tariffs.assignment(community, version.id()));
            if (limits == null) continue;
            if (limits.isEmpty()) tariffs.withdraw(community, version, version.terms().from());
            else tariffs.assign(community, version.id(), limits);
            isChanged = true;
        }
        if (right != null) for (var version : standing(community, from, right)) {
            var limits = places.addedTo(tariffs.assignment(community, version.id()));
            if (limits == null) continue;
            tariffs.assign(community, version.id(), limits);
            isChanged = true;
        }
        if (!isChanged) throw Problem.conflict("assignment-unchanged", "%s本来就是这样收的，没有要改的", places.text());
        for (var code : Stream.of(wrong, right).filter(Objects::nonNull).toList()) tariffs.refuseOverlap(community, code);
        return new Done(text(wrong, right), places.text() + " 按 " + (wrong == null ? "不收" : wrong), "按 " + (right == null ? "不收" : right));
    }

    /** What it is about, in codes. */
    public static String text(@Nullable String wrong, @Nullable String right) {
        return wrong == null ? String.valueOf(right) : right == null ? wrong : wrong + "、" + right;
    }

    private List<Tariffs.Version> standing(long community, YearMonth from, String code) {
        var found = tariffs.all(community).stream().filter(version -> version.terms().code().equals(code)
            && (version.terms().to() == null || !version.terms().to().isBefore(from.atDay(1)))).toList();
        if (found.isEmpty()) throw Problem.notFound("tariff-not-found", "%s 以后没有编码 %s 的收费标准", from, code);
        return found;
    }

    private static String text(Tariffs.Limits limits) {
        return limits.isEmpty() ? "全部" : "%d 栋楼、%d 间房".formatted(limits.buildings().size(), limits.rooms().size());
    }
}
