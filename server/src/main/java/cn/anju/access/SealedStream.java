package cn.anju.access;

/** 要封存的一类行，比如凭证、审计：一经写下就不再改。每类做成一个 Spring bean。 */
public interface SealedStream {

    /** Stable, at most 20 letters. */
    String key();

    /** 报不符时怎么称呼，如「凭证」。 */
    String label();

    /**
     * A query for {@code :community} with the columns {@code row_id}, {@code written_at} and {@code content}: all that must never
     * change as one text, written alike by every PostgreSQL and in every time zone.
     */
    String rows();
}
