package cn.anju.cashier.till;

import cn.anju.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 幂等键：同一个请求只办一次。 */
@Component
public class Once {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Once(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * 占住幂等键，是整个事务的第一条语句。
     *
     * <p>The insert waits for another transaction that uses the same key; when that one fails, the key is free again.
     *
     * @return false when the very same request has been carried out before
     * @throws Problem 409 {@code idempotency-key-reused} when it was another request
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isNew(long community, @Nullable String key, Object command) {
        if (key == null || key.length() < 16 || key.length() > 64)
            throw Problem.invalid("idempotency-key-missing", "收付款请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        var hash = hash(command);
        var isNew = jdbc.sql("""
                insert into cashier.payment_request (community_id, idempotency_key, body_hash)
                values (:community, :key, :hash) on conflict do nothing
                """).param("community", community).param("key", key).param("hash", hash).update() == 1;
        if (isNew) return true;
        var earlier = jdbc.sql("""
                select body_hash from cashier.payment_request where community_id = :community and idempotency_key = :key
                """).param("community", community).param("key", key).query(String.class).single();
        if (!earlier.equals(hash))
            throw Problem.conflict("idempotency-key-reused", "这个请求编号已经用于另一笔收款，请重新打开收银台再收");
        return false;
    }

    private String hash(Object command) {
        try {
            var text = json.writeValueAsString(command).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
