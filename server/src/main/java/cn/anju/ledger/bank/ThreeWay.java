package cn.anju.ledger.bank;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 三方对账：我们的收款、微信支付宝的账单、银行的到账，每处不符给出原因。
 *
 * <p>A pure rule: what it is given in, what differs out. Pairs are sought from the surest sign (the transaction number)
 * down to amount and time alone.
 */
final class ThreeWay {

    /** 不符的原因。 */
    enum Cause {
        CROSS_DAY("跨日：渠道记在另一天"), UNKNOWN_PAYER("渠道收了，我们没有记"), CHANNEL_MISSING("我们记了，渠道没有"), UNDERPAID("渠道少收"), OVERPAID("渠道多收"),
        DIGITS_SWAPPED("录入时数字颠倒"), BOOKED_TWICE("同一笔记了两次"), PAID_TWICE("住户付了两次"), REFUND_NOT_BOOKED("渠道退了款，我们没有记"),
        REFUND_IN_TRANSIT("退款在途"), REFUND_AMOUNT("退款金额不等"), VOIDED_BUT_PAID("已作废，渠道没有退"), WRONG_CHANNEL("记错了渠道"), REFERENCE_TYPO("交易号录错"),
        REFERENCE_MISSING("没有录交易号"), NOT_SUCCESS("渠道未成功，我们记了"), FEE_DIFFERENCE("手续费与费率不符"), FOREIGN_MERCHANT("不是我们的商户号"),
        SETTLEMENT_IN_TRANSIT("结算在途"), SETTLEMENT_OVERDUE("逾期未到账"), FEE_NOT_DEDUCTED("到账没有扣手续费"), SETTLEMENT_SHORT("到账少了"),
        SETTLEMENT_OVER("到账多了"), SETTLEMENT_UNKNOWN("到账找不到对应的渠道账单"), SETTLEMENT_COMBINED("几天合并到账"), SETTLEMENT_SPLIT("一天分几笔到账");

        final String label;

        Cause(String label) {
            this.label = label;
        }
    }

    /** 我们的一笔；退款为负。 */
    record Ours(long id, String channel, Instant at, Money amount, @Nullable String reference, boolean isVoided) {}

    /** 渠道的一笔；退款为负。 */
    record Theirs(long id, String channel, Instant at, Money amount, Money fee, String transaction, @Nullable String order, @Nullable String merchant,
                  boolean isSuccess, @Nullable String payer) {}

    /** 银行的一笔到账。 */
    record Arrival(long id, String channel, LocalDate on, Money amount) {}

    /** 费率、商户号、几天到账。 @param merchants empty takes every merchant */
    record Terms(BigDecimal feeRate, Set<String> merchants, int settlementDays, LocalDate today, ZoneId zone) {}

    /** 一处不符。 @param key the same for the same difference, so that a note sticks to it */
    record Difference(String key, Cause cause, String channel, LocalDate on, Money amount, String text) {}

    /** @param matched pairs that agree in everything */
    record Result(int matched, List<Difference> differences) {}

    private static final Money TOLERATED_FEE = Money.of("0.01");
    private static final Duration TWICE_WITHIN = Duration.ofMinutes(30);

    private final Terms terms;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Ours> ours;
    private final List<Theirs> theirs;
    private int matched;

    private ThreeWay(List<Ours> ours, List<Theirs> theirs, Terms terms) {
        this.terms = terms;
        this.ours = new ArrayList<>(ours);
        this.theirs = new ArrayList<>(theirs);
    }

    static Result compare(List<Ours> ours, List<Theirs> theirs, List<Arrival> arrivals, Terms terms) {
        var comparison = new ThreeWay(ours, theirs, terms);
        comparison.foreign();
        comparison.byReference();
        comparison.byLikeness();
        comparison.leftOurs();
        comparison.leftTheirs(theirs);
        comparison.settlements(theirs, arrivals);
        return new Result(comparison.matched, comparison.differences.stream().sorted(Comparator.comparing(Difference::on).thenComparing(Difference::key)).toList());
    }

    private void foreign() {
        if (terms.merchants().isEmpty()) return;
        for (var line : List.copyOf(theirs)) {
            if (line.merchant() == null || terms.merchants().contains(line.merchant())) continue;
            theirs.remove(line);
            add(Cause.FOREIGN_MERCHANT, line, "商户号 " + line.merchant());
        }
    }

    private void byReference() {
        for (var line : List.copyOf(theirs)) {
            var same = ours.stream().filter(mine -> mine.reference() != null && (mine.reference().equals(line.transaction()) || mine.reference().equals(line.order()))
                && mine.amount().isNegative() == line.amount().isNegative()).toList();
            if (same.isEmpty()) continue;
            theirs.remove(line);
            ours.removeAll(same);
            var kept = same.stream().filter(mine -> !mine.isVoided()).toList();
            if (kept.size() > 1) add(Cause.BOOKED_TWICE, line, "记了 " + kept.size() + " 次");
            else if (kept.isEmpty()) {
                if (line.isSuccess() && !isRefunded(line)) add(Cause.VOIDED_BUT_PAID, line, "收款 " + same.getFirst().id());
            } else judge(kept.getFirst(), line);
        }
    }

    /** A pair by its number: what else may differ. */
    private void judge(Ours mine, Theirs line) {
        if (!line.isSuccess()) add(Cause.NOT_SUCCESS, line, "收款 " + mine.id());
        else if (!mine.channel().equals(line.channel())) add(Cause.WRONG_CHANNEL, line, "我们记的是另一个渠道，收款 " + mine.id());
        else if (!mine.amount().equals(line.amount())) add(amountCause(mine, line), line, "我们 " + mine.amount() + "，渠道 " + line.amount());
        else if (!day(mine.at()).equals(day(line.at()))) add(Cause.CROSS_DAY, line, "我们记在 " + day(mine.at()));
        else if (isFeeOff(line)) add(Cause.FEE_DIFFERENCE, line, "手续费 " + line.fee());
        else matched++;
    }

    private void byLikeness() {
        for (var line : List.copyOf(theirs)) {
            if (!line.isSuccess() || line.amount().isNegative()) continue;
            var alike = ours.stream().filter(mine -> !mine.isVoided() && mine.channel().equals(line.channel()) && mine.amount().equals(line.amount())
                && day(mine.at()).equals(day(line.at()))).toList();
            var typo = alike.stream().filter(mine -> mine.reference() != null && distance(mine.reference(), line.transaction()) <= 2).findFirst();
            var without = alike.stream().filter(mine -> mine.reference() == null || mine.reference().isBlank()).findFirst();
            var found = typo.or(() -> without);
            if (found.isEmpty()) continue;
            ours.remove(found.get());
            theirs.remove(line);
            add(typo.isPresent() ? Cause.REFERENCE_TYPO : Cause.REFERENCE_MISSING, line, "收款 " + found.get().id());
        }
    }

    private void leftOurs() {
        for (var mine : ours) {
            if (mine.isVoided()) continue;
            var cause = mine.amount().isNegative() ? Cause.REFUND_IN_TRANSIT : Cause.CHANNEL_MISSING;
            differences.add(new Difference("ours:" + mine.id() + ":" + mine.channel(), cause, mine.channel(), day(mine.at()), mine.amount(), cause.label + "，收款 " + mine.id()));
        }
    }

    private void leftTheirs(List<Theirs> all) {
        for (var line : theirs) {
            if (!line.isSuccess()) continue;
            if (line.amount().isNegative()) add(Cause.REFUND_NOT_BOOKED, line, "退款 " + line.transaction());
            else if (all.stream().anyMatch(other -> other.id() != line.id() && !theirs.contains(other) && other.isSuccess() && other.amount().equals(line.amount())
                && other.payer() != null && other.payer().equals(line.payer()) && Duration.between(other.at(), line.at()).abs().compareTo(TWICE_WITHIN) <= 0))
                add(Cause.PAID_TWICE, line, "同一人半小时内付了两次");
            else add(Cause.UNKNOWN_PAYER, line, "交易 " + line.transaction());
        }
    }

    /** What a day of a channel brought, less its fees, must arrive at the bank within the agreed days. */
    private void settlements(List<Theirs> all, List<Arrival> arrivals) {
        for (var channel : all.stream().map(Theirs::channel).distinct().toList()) {
            var gross = new TreeMap<LocalDate, Money>();
            var fees = new TreeMap<LocalDate, Money>();
            all.stream().filter(line -> line.channel().equals(channel) && line.isSuccess() && isOurs(line)).forEach(line -> {
                gross.merge(day(line.at()), line.amount(), Money::plus);
                fees.merge(day(line.at()), line.fee(), Money::plus);
            });
            var left = new ArrayList<>(arrivals.stream().filter(arrival -> arrival.channel().equals(channel)).sorted(Comparator.comparing(Arrival::on)).toList());
            var open = new TreeMap<LocalDate, Money>();
            gross.forEach((day, amount) -> {
                var net = amount.minus(fees.get(day));
                var exact = within(left, day).stream().filter(arrival -> arrival.amount().equals(net)).findFirst();
                if (exact.isPresent()) left.remove(exact.get());
                else if (!net.isZero()) open.put(day, net);
            });
            combined(channel, open, left);
            new TreeMap<>(open).forEach((day, net) -> unsettled(channel, day, net, fees.get(day), left));
            left.forEach(arrival -> differences.add(new Difference("arrival:" + arrival.id(), Cause.SETTLEMENT_UNKNOWN, channel, arrival.on(), arrival.amount(),
                Cause.SETTLEMENT_UNKNOWN.label)));
        }
    }

    private void combined(String channel, TreeMap<LocalDate, Money> open, List<Arrival> left) {
        for (var arrival : List.copyOf(left)) {
            var days = new ArrayList<LocalDate>();
            var sum = Money.ZERO;
            for (var day : open.headMap(arrival.on(), true).keySet()) {
                days.add(day);
                sum = sum.plus(open.get(day));
                if (days.size() < 2 || !sum.equals(arrival.amount())) continue;
                left.remove(arrival);
                days.forEach(open::remove);
                differences.add(new Difference("arrival:" + arrival.id(), Cause.SETTLEMENT_COMBINED, channel, arrival.on(), arrival.amount(), days.size() + " 天合并到账"));
                break;
            }
        }
    }

    private void unsettled(String channel, LocalDate day, Money net, Money fee, List<Arrival> left) {
        var near = within(left, day);
        var cause = near.isEmpty() ? (day.plusDays(terms.settlementDays()).isBefore(terms.today()) ? Cause.SETTLEMENT_OVERDUE : Cause.SETTLEMENT_IN_TRANSIT)
            : Money.sum(near, Arrival::amount).equals(net) && near.size() > 1 ? Cause.SETTLEMENT_SPLIT
            : near.getFirst().amount().equals(net.plus(fee)) ? Cause.FEE_NOT_DEDUCTED
            : near.getFirst().amount().compareTo(net) < 0 ? Cause.SETTLEMENT_SHORT : Cause.SETTLEMENT_OVER;
        if (cause == Cause.SETTLEMENT_SPLIT) left.removeAll(near);
        else if (!near.isEmpty()) left.remove(near.getFirst());
        differences.add(new Difference("settlement:" + channel + ":" + day, cause, channel, day, net,
            near.isEmpty() ? cause.label : "应到 " + net + "，实到 " + (cause == Cause.SETTLEMENT_SPLIT ? Money.sum(near, Arrival::amount) : near.getFirst().amount())));
    }

    private List<Arrival> within(List<Arrival> arrivals, LocalDate day) {
        return arrivals.stream().filter(arrival -> !arrival.on().isBefore(day) && !arrival.on().isAfter(day.plusDays(terms.settlementDays()))).toList();
    }

    private boolean isRefunded(Theirs line) {
        var refund = theirs.stream().filter(other -> other.amount().isNegative() && other.isSuccess() && other.transaction().equals(line.transaction())).findFirst();
        if (refund.isEmpty()) return false;
        theirs.remove(refund.get());
        if (refund.get().amount().negated().equals(line.amount())) matched++;
        else add(Cause.REFUND_AMOUNT, refund.get(), "收 " + line.amount() + "，退 " + refund.get().amount().negated());
        return true;
    }

    private boolean isOurs(Theirs line) {
        return terms.merchants().isEmpty() || line.merchant() == null || terms.merchants().contains(line.merchant());
    }

    private boolean isFeeOff(Theirs line) {
        var difference = line.fee().minus(Money.rounded(line.amount().yuan().multiply(terms.feeRate())));
        return difference.max(difference.negated()).compareTo(TOLERATED_FEE) > 0;
    }

    private static Cause amountCause(Ours mine, Theirs line) {
        if (line.amount().isNegative()) return Cause.REFUND_AMOUNT;
        var same = digits(mine.amount()).equals(digits(line.amount()));
        return same ? Cause.DIGITS_SWAPPED : line.amount().compareTo(mine.amount()) < 0 ? Cause.UNDERPAID : Cause.OVERPAID;
    }

    private static String digits(Money amount) {
        var characters = amount.toString().toCharArray();
        Arrays.sort(characters);
        return new String(characters);
    }

    private static int distance(String one, String other) {
        if (one.length() != other.length()) return Integer.MAX_VALUE;
        var apart = 0;
        for (var i = 0; i < one.length(); i++) if (one.charAt(i) != other.charAt(i)) apart++;
        return apart;
    }

    private LocalDate day(Instant at) {
        return at.atZone(terms.zone()).toLocalDate();
    }

    private void add(Cause cause, Theirs line, String text) {
        differences.add(new Difference("theirs:" + line.id(), cause, line.channel(), day(line.at()), line.amount(), cause.label + "，" + text));
    }
}
