package cn.anju.billing.calculation;

import java.util.Comparator;

/**
 * 出账时没能算的，说明是谁、哪一项、为什么。
 *
 * @param subject the room code or the share group
 */
public record BillWarning(String subject, String tariffCode, String code) implements Comparable<BillWarning> {

    public static final String READING_MISSING = "reading-missing";
    static final String READING_HELD = "reading-held";
    static final String SHARE_GROUP_EMPTY = "share-group-empty";
    static final String SHARE_GROUP_CHANGED = "share-group-changed";
    static final String USAGE_NEGATIVE = "usage-negative";
    static final String AMOUNT_OUT_OF_RANGE = "amount-out-of-range";

    private static final Comparator<BillWarning> ORDER = Comparator.comparing(BillWarning::subject)
        .thenComparing(BillWarning::tariffCode).thenComparing(BillWarning::code);

    @Override
    public int compareTo(BillWarning other) {
        return ORDER.compare(this, other);
    }
}
