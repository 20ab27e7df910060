package cn.anju.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 封存：写下的行一行接一行地散列成链，链头用库外的钥匙签章；谁在库里改了、删了、补了一行，核对就说得出是哪一行。
 *
 * <p>Sealed in batches, once a day and with each day close, so that no payment waits for it.
 */
@Service
public class Seals {

    private static final int BATCH = 5_000;
    private static final byte[] BEGINNING = new byte[32];

    private record Row(long id, String content) {}

    private record End(long place, byte[] hash) {}

    private final JdbcClient jdbc;
    private final List<SealedStream> streams;
    private final PersonalData keys;
    private final Clock clock;

    Seals(JdbcClient jdbc, List<SealedStream> streams, PersonalData keys, Clock clock) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.keys = keys;
        this.clock = clock;
    }

    /** 把这个小区还没封的行都封上；没有新的就什么也不写。 */
    @Transactional
    public void seal(long community) {
        for (var stream : streams) {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:text, 0))").param("text", "seal " + community + " " + stream.key()).query(rs -> {});
            seal(community, stream);
        }
    }

    /** 到某一刻为止这一类行的链头，十六位，印在纸上：日后谁重写整条链，纸上的对不上；还没有封过则为空。 */
    @Transactional(readOnly = true)
    public Optional<String> head(long community, String stream, Instant at) {
        return jdbc.sql("""
            select signature from access.seal_head
             where community_id = :community and stream = :stream and sealed_at <= :at order by place desc limit 1
            """).param("community", community).param("stream", stream).param("at", at.atOffset(ZoneOffset.UTC)).query((row, number) -> HexFormat.of().formatHex(row.getBytes(1)).substring(0, 16)).optional();
    }

    private void seal(long community, SealedStream stream) {
        var end = end(community, stream);
        var before = end.place();
        while (true) {
            var rows = unsealed(community, stream);
            var places = new ArrayList<Long>();
            var hashes = new ArrayList<byte[]>();
            for (var row : rows) {
                end = new End(end.place() + 1, next(end.hash(), row.content()));
                places.add(end.place());
                hashes.add(end.hash());
            }
            jdbc.sql("""
                insert into access.seal (community_id, stream, place, row_id, hash)
                select :community, :stream, place, row_id, hash from unnest(:places, :rows, :hashes) as s (place, row_id, hash)
                """).param("community", community).param("stream", stream.key()).param("places", places.toArray(Long[]::new))
                .param("rows", rows.stream().map(Row::id).toArray(Long[]::new)).param("hashes", hashes.toArray(byte[][]::new)).update();
            if (rows.size() < BATCH) break;
        }
        if (end.place() == before) return;
        jdbc.sql("""
            insert into access.seal_head (community_id, stream, place, hash, signature, sealed_at)
            values (:community, :stream, :place, :hash, :signature, :at)
            """).param("community", community).param("stream", stream.key()).param("place", end.place()).param("hash", end.hash())
            .param("signature", signature(community, stream.key(), end.place(), end.hash())).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private End end(long community, SealedStream stream) {
        return jdbc.sql("select place, hash from access.seal where community_id = :community and stream = :stream order by place desc limit 1")
            .param("community", community).param("stream", stream.key()).query((row, number) -> new End(row.getLong(1), row.getBytes(2))).optional()
            .orElse(new End(0, BEGINNING));
    }

    /** What was slipped in below rows sealed a day ago stays out, so that it is told every time. */
    private List<Row> unsealed(long community, SealedStream stream) {
        return jdbc.sql("""
            with last as (select max(h.sealed_at) at, max(s.row_id) row_id from access.seal_head h
                            join access.seal s using (community_id, stream, place) where h.community_id = :community and h.stream = :stream)
            select r.row_id id, r.content from (%s) r cross join last
             where not exists (select from access.seal s where s.community_id = :community and s.stream = :stream and s.row_id = r.row_id)
               and (last.at is null or r.row_id > last.row_id or r.written_at > last.at - interval '1 day')
             order by r.row_id limit :batch
            """.formatted(stream.rows())).param("community", community).param("stream", stream.key()).param("batch", BATCH).query(Row.class).list();
    }

    byte[] signature(long community, String stream, long place, byte[] hash) {
        return keys.hash("seal %d %s %d %s".formatted(community, stream, place, HexFormat.of().formatHex(hash)));
    }

    static byte[] beginning() {
        return BEGINNING.clone();
    }

    /** The hash of a row that follows on another. */
    static byte[] next(byte[] previous, String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            return digest.digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
