package cn.anju.ledger.bank;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import cn.anju.ledger.PaymentHints;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 渠道账单与三方对账。 */
@Component
class Channels implements Settings.Catalogue {

    static final Setting<BigDecimal> FEE_RATE = Setting.number("ledger.channel-fee-rate", "渠道费率（%）", "微信、支付宝的手续费率，用来看账单上的手续费对不对", "0.6", "0", "5");
    static final Setting<BigDecimal> SETTLEMENT_DAYS = Setting.number("ledger.channel-settlement-days", "渠道到账天数", "交易后几天内应到银行", "3", "1", "15");
    static final Setting<String> MERCHANTS = Setting.text("ledger.merchants", "商户号", "我们的微信商户号，多个用逗号分开；空着不看", "");

    /** 一处不符，连同有人看过以后定的原因。 */
    record Row(ThreeWay.Difference difference, String causeLabel, @Nullable String settledCause, @Nullable String note, @Nullable String settledBy) {}

    /** 一段时间的三方对账。 */
    record Comparison(int matched, int open, List<Row> differences) {}

    private record Settled(String cause, @Nullable String note, String by) {}

    private final JdbcClient jdbc;
    private final List<PaymentHints> payments;
    private final Settings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Channels(JdbcClient jdbc, List<PaymentHints> payments, Settings settings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String label() {
        return "对账";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(FEE_RATE, SETTLEMENT_DAYS, MERCHANTS);
    }

    /** 导入渠道账单；同一笔再来不重复。 */
    @Transactional
    BankBooks.Imported take(long community, byte[] file) {
        CurrentUser.get().require(community, "ledger.bank");
        var lines = ChannelBillReader.read(file, clock.getZone());
        var added = 0;
        for (var line : lines)
            added += jdbc.sql("""
                    insert into ledger.channel_line (community_id, channel, transaction, order_number, merchant, refund_number, happened_at, amount, fee, is_success, payer)
                    values (:community, :channel, :transaction, :order, :merchant, :refund, :at, :amount, :fee, :success, :payer)
                    on conflict (community_id, channel, transaction, refund_number) do nothing
                    """)
                .param("community", community).param("channel", line.channel()).param("transaction", line.transaction()).param("order", line.order())
                .param("merchant", line.merchant()).param("refund", line.refund()).param("at", line.at().atOffset(ZoneOffset.UTC))
                .param("amount", line.amount().yuan()).param("fee", line.fee().yuan()).param("success", line.isSuccess()).param("payer", line.payer()).update();
        return new BankBooks.Imported(lines.size(), added, lines.size() - added);
    }

    @Transactional(readOnly = true)
    Comparison compare(long community, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || from.plusDays(92).isBefore(to)) throw Problem.invalid("period-too-long", "一次最多对三个月，结束不早于开始");
        var days = settings.get(community, SETTLEMENT_DAYS).intValue();
        var ours = payments.stream().flatMap(each -> each.channelPayments(community, from.minusDays(1), to.plusDays(1)).stream())
            .map(each -> new ThreeWay.Ours(each.paymentId(), each.channel(), each.paidAt(), each.amount(), each.reference(), each.isVoided()))
            .filter(each -> !day(each.at()).isBefore(from) && !day(each.at()).isAfter(to)).toList();
        var result = ThreeWay.compare(ours, theirs(community, from, to), arrivals(community, from, to.plusDays(days)),
            new ThreeWay.Terms(settings.get(community, FEE_RATE).movePointLeft(2), merchants(community), days, LocalDate.now(clock), clock.getZone()));
        var settled = new HashMap<String, Settled>();
        jdbc.sql("select difference, cause, note, made_name from ledger.difference_note where community_id = :community").param("community", community)
            .query(row -> { settled.put(row.getString(1), new Settled(row.getString(2), row.getString(3), row.getString(4))); });
        var rows = result.differences().stream().map(each -> {
            var known = settled.get(each.key());
            return new Row(each, each.cause().label, known == null ? null : ThreeWay.Cause.valueOf(known.cause()).label, known == null ? null : known.note(),
                known == null ? null : known.by());
        }).toList();
        return new Comparison(result.matched(), (int) rows.stream().filter(row -> row.settledBy() == null).count(), rows);
    }

    /** 一点认下原因。 */
    @Transactional
    void settle(long community, String difference, ThreeWay.Cause cause, @Nullable String note) {
        CurrentUser.get().require(community, "ledger.bank");
        jdbc.sql("""
                insert into ledger.difference_note (community_id, difference, cause, note, made_by, made_name, made_at)
                values (:community, :difference, :cause, :note, :by, :name, :at)
                    on conflict (community_id, difference) do update set cause = excluded.cause, note = excluded.note, made_by = excluded.made_by,
                                                                         made_name = excluded.made_name, made_at = excluded.made_at
                """)
            .param("community", community).param("difference", difference).param("cause", cause.name()).param("note", note).param("by", CurrentUser.get().id())
            .param("name", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        audit.note("对账差异 " + difference, null, cause.label);
    }

    private List<ThreeWay.Theirs> theirs(long community, LocalDate from, LocalDate to) {
        return jdbc.sql("select * from ledger.channel_line where community_id = :community and happened_at >= :from and happened_at < :to order by happened_at, id")
            .param("community", community).param("from", from.atStartOfDay(clock.getZone()).toOffsetDateTime())
            .param("to", to.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
            .query((row, i) -> new ThreeWay.Theirs(row.getLong("id"), row.getString("channel"), row.getTimestamp("happened_at").toInstant(),
                new Money(row.getBigDecimal("amount")), new Money(row.getBigDecimal("fee")), row.getString("transaction"), row.getString("order_number"),
                row.getString("merchant"), row.getBoolean("is_success"), row.getString("payer"))).list();
    }

    private List<ThreeWay.Arrival> arrivals(long community, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                select id, case when concat_ws(' ', counterparty, remark) ~* '财付通|微信|tenpay' then 'WECHAT' else 'ALIPAY' end channel, happened_on, amount
                  from ledger.bank_line
                 where community_id = :community and happened_on between :from and :to and amount > 0
                   and concat_ws(' ', counterparty, remark) ~* '财付通|微信|tenpay|支付宝|alipay'
                 order by happened_on, id
                """).param("community", community).param("from", from).param("to", to)
            .query((row, i) -> new ThreeWay.Arrival(row.getLong(1), row.getString(2), row.getObject(3, LocalDate.class), new Money(row.getBigDecimal(4)))).list();
    }

    private Set<String> merchants(long community) {
        return Arrays.stream(settings.get(community, MERCHANTS).split("[,，\\s]+")).filter(each -> !each.isBlank()).collect(Collectors.toSet());
    }

    private LocalDate day(Instant at) {
        return at.atZone(clock.getZone()).toLocalDate();
    }
}
