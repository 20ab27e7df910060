package cn.anju.ledger;

import cn.anju.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一张要记的凭证。
 *
 * @param date a day of an open period; see {@link Ledger#entryDate}
 * @param sourceType table that the entry stems from, such as {@code payment} or {@code bill_run}
 * @param sourceId its row
 * @param entity whose books it is all about; null for the usual way
 */
public record Entry(long community, LocalDate date, EntryKind kind, String summary, String sourceType, long sourceId,
                    List<Posting> postings, @Nullable Long entity) {

    /** Each posting goes to the books of who collects its charge item, without one to the community's own entity. */
    public Entry(long community, LocalDate date, EntryKind kind, String summary, String sourceType, long sourceId, List<Posting> postings) {
        this(community, date, kind, summary, sourceType, sourceId, postings, null);
    }

    public Entry {
        postings = List.copyOf(postings);
        var debit = Money.sum(postings, Posting::debit);
        var credit = Money.sum(postings, Posting::credit);
        if (postings.size() < 2 || !debit.equals(credit))
            throw new IllegalArgumentException("entry out of balance: debit " + debit + ", credit " + credit);
    }
}
