package cn.anju.duty;

import cn.anju.access.Masked;
import cn.anju.duty.Proof.Found;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** 各模块留下的记录，按它们能证明什么来找。 */
@Repository
@Transactional(readOnly = true)
class Records {

    /** @param late of {@code open}, how many are past their time */
    record Open(long open, long late) {}

    /** 一段时间里来了多少、按时办了多少。 */
    record Sum(long came, long onTime, long late, long open) {}

    private static final int MOST = 5_000;
    private static final RowMapper<Found> FOUND = (row, i) -> new Found(row.getObject("staff_id", Long.class), row.getString("staff_name"),
        row.getObject("area_id", Long.class), instant(row.getObject("opened_at", OffsetDateTime.class)),
        instantOrNull(row.getObject("due_at", OffsetDateTime.class)), instantOrNull(row.getObject("done_at", OffsetDateTime.class)),
        words(row.getString("text")), row.getString("link"));

    private final JdbcClient jdbc;
    private final Map<String, Proof> proofs = new LinkedHashMap<>();

    Records(JdbcClient jdbc, List<Proof.Book> books) {
        this.jdbc = jdbc;
        for (var book : books) for (var proof : book.proofs())
            if (proofs.put(proof.key(), proof) != null) throw new IllegalStateException("two proofs are called " + proof.key());
    }

    /** Whether the record belongs to the post of who made it. */
    boolean isOfPost(String key) {
        return proofs.containsKey(key) && proofs.get(key).isOfPost();
    }

    /** What there are, by key. */
    Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        proofs.values().forEach(proof -> labels.put(proof.key(), proof.label()));
        return labels;
    }

    boolean knows(String key) {
        return proofs.containsKey(key);
    }

    /** Done from {@code from} until {@code to}, the earliest first; the first five thousand. */
    List<Found> done(long community, String key, Instant from, Instant to) {
        return jdbc.sql("select * from (%s) p where done_at >= :from and done_at <= :to order by done_at limit %d".formatted(sql(key), MOST))
            .param("community", community).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC)).query(FOUND).list();
    }

    /** All that came, or waits by now, in this time; the latest first. */
    List<Found> came(long community, String key, Instant from, Instant to, Instant now, int limit) {
        return jdbc.sql("""
            select * from (%s) p where opened_at >= :from and opened_at < :to and (done_at is not null or opened_at <= :now) order by done_at is not null, coalesce(due_at, opened_at) desc limit :limit
            """.formatted(sql(key)))
            .param("community", community).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC)).param("now", now.atOffset(ZoneOffset.UTC)).param("limit", limit)
            .query(FOUND).list();
    }

    /** What waits now, per kind of record, in one statement; kinds with nothing waiting are left out. */
    Map<String, Open> open(long community, Collection<String> keys, Instant since, Instant now) {
        var open = new HashMap<String, Open>();
        if (keys.isEmpty()) return open;
        jdbc.sql(keys.stream().map(key -> """
            select '%s', count(*), count(*) filter (where due_at < :now) from (%s) p where done_at is null and opened_at >= :since and opened_at <= :now
            """.formatted(key, sql(key))).collect(Collectors.joining(" union all ")))
            .param("community", community).param("since", since.atOffset(ZoneOffset.UTC)).param("now", now.atOffset(ZoneOffset.UTC))
            .query(row -> {
                if (row.getLong(2) > 0) open.put(row.getString(1), new Open(row.getLong(2), row.getLong(3)));
            });
        return open;
    }

    /** When the latest of each kind was done; kinds without any are left out. */
    Map<String, Instant> latest(long community, Collection<String> keys, Instant now) {
        var latest = new HashMap<String, Instant>();
        if (keys.isEmpty()) return latest;
        jdbc.sql(keys.stream().map(key -> "select '%s', max(done_at) from (%s) p where done_at <= :now".formatted(key, sql(key))).collect(Collectors.joining(" union all ")))
            .param("community", community).param("now", now.atOffset(ZoneOffset.UTC))
            .query(row -> {
                var at = instantOrNull(row.getObject(2, OffsetDateTime.class));
                if (at != null) latest.put(row.getString(1), at);
            });
        return latest;
    }

    /** How a month went, per kind of record, in one statement. */
    Map<String, Sum> sums(long community, Collection<String> keys, Instant from, Instant to, Instant now) {
        var sums = new HashMap<String, Sum>();
        if (keys.isEmpty()) return sums;
        jdbc.sql(keys.stream().map(key -> """
            select '%s', count(*), count(*) filter (where done_at <= coalesce(due_at, done_at)),
                   count(*) filter (where done_at > due_at or done_at is null and due_at < :now), count(*) filter (where done_at is null)
              from (%s) p where opened_at >= :from and opened_at < :to and (done_at is not null or opened_at <= :now)
            """.formatted(key, sql(key))).collect(Collectors.joining(" union all ")))
            .param("community", community).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC)).param("now", now.atOffset(ZoneOffset.UTC))
            .query(row -> {
                sums.put(row.getString(1), new Sum(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
            });
        return sums;
    }

    /** The kinds of record for which there was no occasion from {@code from} until {@code to}; the others are left out. */
    Set<String> withoutOccasion(long community, Collection<String> keys, Instant from, Instant to) {
        var wanted = keys.stream().filter(key -> knows(key) && proofs.get(key).occasion() != null).distinct().toList();
        if (wanted.isEmpty()) return Set.of();
        return Set.copyOf(jdbc.sql(wanted.stream().map(key -> "select '%s' where (%s) = 0".formatted(key, proofs.get(key).occasion())).collect(Collectors.joining(" union all ")))
            .param("community", community).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC)).query(String.class).list());
    }

    /** Entries of a month in the registers, per duty that they are the record of. */
    Map<String, Long> written(long community, Instant from, Instant to) {
        var written = new HashMap<String, Long>();
        jdbc.sql("""
            select y.duty_id, count(*) from register.entry e join %s y on y.register_key = e.register_key
             where e.community_id = :community and e.state = 'VALID' and e.made_at >= :from and e.made_at < :to group by 1
            """.formatted(RegisterProofs.KEPT)).param("community", community).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC))
            .query(row -> {
                written.put(row.getString(1), row.getLong(2));
            });
        return written;
    }

    private String sql(String key) {
        var proof = proofs.get(key);
        if (proof == null) throw new IllegalArgumentException("no record proves " + key);
        return proof.sql();
    }

    // What people typed may hold a phone or identity number; the proof needs neither.
    private static String words(@Nullable String text) {
        return text == null ? "" : Masked.text(text);
    }

    private static Instant instant(OffsetDateTime moment) {
        return moment.toInstant();
    }

    private static @Nullable Instant instantOrNull(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
