package cn.anju.cashier;

import cn.anju.kernel.Scope;
import cn.anju.search.SearchEntry;
import cn.anju.search.SearchIndex;
import cn.anju.search.SearchKind;
import cn.anju.search.SearchTerm;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 收据号搜得到。
 *
 * <p>After the commit and beside the request: no counter waits for the search index while the receipt series is locked.
 */
@Component
class ReceiptIndex {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptIndex.class);

    private record Found(String receiptNo, String roomCode, String paidOn) {}

    private final SearchIndex index;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
        Thread.ofPlatform().name("receipt-index").daemon().factory());

    ReceiptIndex(SearchIndex index, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.index = index;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @TransactionalEventListener
    void on(PaymentReceived received) {
        writer.execute(() -> {
            try {
                Scope.of(received.community()).run(() -> transaction.executeWithoutResult(status -> put(received)));
            } catch (RuntimeException e) {
                LOG.warn("payment {} of community {} is not in the search index", received.paymentId(), received.community(), e);
            }
        });
    }

    private void put(PaymentReceived received) {
        var found = jdbc.sql("""
                select t.receipt_no, r.code room_code, to_char(p.paid_on, 'YYYY-MM-DD') paid_on
                  from cashier.payment p
                  join cashier.receipt t on t.community_id = p.community_id and t.payment_id = p.id
                  join estate.room r on r.community_id = p.community_id and r.id = p.room_id
                 where p.community_id = :community and p.id = :payment
                """).param("community", received.community()).param("payment", received.paymentId())
            .query(Found.class).single();
        index.put(received.community(), new SearchEntry(SearchKind.RECEIPT, received.paymentId(), found.receiptNo(),
            found.roomCode() + " · " + found.paidOn(), "payments/" + received.paymentId(), SearchTerm.number(found.receiptNo())));
    }

    @PreDestroy
    void stop() {
        writer.close();
    }
}
