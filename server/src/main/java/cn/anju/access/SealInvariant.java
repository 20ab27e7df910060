package cn.anju.access;

import cn.anju.kernel.Invariant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 封存的行一行没动：按链的次序重算一遍，说得出第一处不对的行。 */
@Component
class SealInvariant implements Invariant {

    private record Head(byte[] hash, byte[] signature, OffsetDateTime sealedAt) {}

    private final List<SealedStream> streams;
    private final Seals seals;
    private final DataKey key;

    SealInvariant(List<SealedStream> streams, Seals seals, DataKey key) {
        this.streams = streams;
        this.seals = seals;
        this.key = key;
    }

    @Override
    public String name() {
        return "封存的账和审计没有人动过" + (key.state() == DataKey.State.MISSING ? "（密钥 anju.key 不在，签章没有核对）" : "");
    }

    @Override
    public List<String> violations(JdbcClient owner) {
        var found = new ArrayList<String>();
        if (key.state() == DataKey.State.OTHER) found.add("密钥（anju.key 或 ANJU_KEY）不是这个数据库原来的那一把，签章核对不了");
        for (var stream : streams)
            for (var community : owner.sql("select distinct community_id from access.seal_head where stream = :stream order by 1").param("stream", stream.key()).query(Long.class).list()) {
                var first = firstBroken(owner, stream, community);
                if (first != null) found.add("小区 %d %s".formatted(community, first));
                slippedIn(owner, stream, community).forEach(row -> found.add("小区 %d %s %d 是封存以后补到前面的".formatted(community, stream.label(), row)));
            }
        return found;
    }

    private @Nullable String firstBroken(JdbcClient owner, SealedStream stream, long community) {
        var heads = heads(owner, stream, community);
        var chain = new Chain(stream, community, heads);
        owner.sql("""
            select s.place, s.row_id, s.hash, r.content from access.seal s left join (%s) r on r.row_id = s.row_id
             where s.community_id = :community and s.stream = :stream order by s.place
            """.formatted(stream.rows())).param("community", community).param("stream", stream.key())
            .query(row -> {
                chain.follow(row.getLong(1), row.getLong(2), row.getBytes(3), row.getString(4));
            });
        return chain.end();
    }

    private static Map<Long, Head> heads(JdbcClient owner, SealedStream stream, long community) {
        var heads = new HashMap<Long, Head>();
        owner.sql("select place, hash, signature, sealed_at from access.seal_head where community_id = :community and stream = :stream")
            .param("community", community).param("stream", stream.key())
            .query(row -> {
                heads.put(row.getLong(1), new Head(row.getBytes(2), row.getBytes(3), row.getObject(4, OffsetDateTime.class)));
            });
        return heads;
    }

    private static List<Long> slippedIn(JdbcClient owner, SealedStream stream, long community) {
        return owner.sql("""
            select r.row_id from (%s) r
             where r.row_id < (select max(row_id) from access.seal where community_id = :community and stream = :stream)
               and r.written_at <= (select max(sealed_at) - interval '1 day' from access.seal_head where community_id = :community and stream = :stream)
               and not exists (select from access.seal s where s.community_id = :community and s.stream = :stream and s.row_id = r.row_id)
             order by 1
            """.formatted(stream.rows())).param("community", community).param("stream", stream.key()).query(Long.class).list();
    }

    /** Follows one chain from its beginning to the first row that does not fit. */
    private final class Chain {

        private final SealedStream stream;
        private final long community;
        private final Map<Long, Head> heads;
        private byte[] hash = Seals.beginning();
        private long place;
        private @Nullable String broken;

        Chain(SealedStream stream, long community, Map<Long, Head> heads) {
            this.stream = stream;
            this.community = community;
            this.heads = heads;
        }

        void follow(long at, long row, byte[] stored, @Nullable String content) {
            if (broken != null) return;
            place++;
            if (at != place) broken = "%s的封存链少了第 %d 环".formatted(stream.label(), place);
            else if (content == null) broken = "%s %d 封存以后不见了".formatted(stream.label(), row);
            else {
                hash = Seals.next(hash, content);
                if (!Arrays.equals(hash, stored)) broken = "%s %d 封存以后被改过".formatted(stream.label(), row);
                else broken = brokenHead(row);
            }
        }

        private @Nullable String brokenHead(long row) {
            var head = heads.remove(place);
            if (head == null) return null;
            if (!Arrays.equals(head.hash(), hash)) return "%s封到 %d 的链头与链对不上".formatted(stream.label(), row);
            if (!isProvable(head)) return null;
            return Arrays.equals(head.signature(), seals.signature(community, stream.key(), place, hash)) ? null
                : "%s封到 %d 的签章不对：整条链被改写过，或钥匙（anju.key）不是原来那一把".formatted(stream.label(), row);
        }

        /** With the key that was there: not when it is missing now, or was lost since. */
        private boolean isProvable(Head head) {
            return key.state() == DataKey.State.ORIGINAL && key.since().filter(since -> head.sealedAt().isBefore(since)).isEmpty();
        }

        @Nullable String end() {
            if (broken != null) return broken;
            return heads.isEmpty() ? null : "%s的封存链短了：链头在第 %d 环，链到第 %d 环为止".formatted(stream.label(), heads.keySet().stream().max(Long::compare).get(), place);
        }
    }
}
