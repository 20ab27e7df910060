package cn.anju.billing;

import cn.anju.kernel.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
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

    TariffCorrections(Tariffs tariffs) {
        this.tariffs = tariffs;
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

    private static String text(Tariffs.Limits limits) {
        return limits.isEmpty() ? "全部" : "%d 栋楼、%d 间房".formatted(limits.buildings().size(), limits.rooms().size());
    }
}
