package cn.anju.ledger;

import cn.anju.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 收款里对账要用的；收款在后面的模块，由它实现。 */
public interface PaymentHints {

    /** 一笔收款是谁、哪间房、什么凭据。 @param references numbers of transfers, cheques, transactions */
    record Hint(@Nullable String payer, String roomCode, List<String> references) {}

    /** 一笔渠道收款。 @param amount negative for what was paid back */
    record ChannelPayment(long paymentId, String channel, Instant paidAt, Money amount, @Nullable String reference, boolean isVoided, String roomCode) {}

    /** By payment id, as entries name it in their source. */
    Map<Long, Hint> hints(long community, Collection<Long> payments);

    /** All of WeChat and Alipay between two days, both included. */
    List<ChannelPayment> channelPayments(long community, LocalDate from, LocalDate to);
}
