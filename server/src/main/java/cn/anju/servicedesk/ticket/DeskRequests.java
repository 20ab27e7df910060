package cn.anju.servicedesk.ticket;

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

/** 同一张表送来两次，只登记一次。 */
@Component
public class DeskRequests {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeskRequests(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * 占住请求编号，是整个事务的第一条语句；另一个同号的要等这一个了结。
     *
     * @return false when the very same request has been carried out before
     * @throws Problem 400 {@code idempotency-key-missing}, {@code idempotency-key-invalid}; 409 {@code idempotency-key-reused} when it was another request
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isNew(long community, @Nullable String key, Object command) {
        if (key == null) throw Problem.invalid("idempotency-key-missing", "登记的请求须带 16 至 64 个字符的请求编号（Idempotency-Key）");
        if (key.length() < 16 || key.length() > 64) throw Problem.invalid("idempotency-key-invalid", "请求编号（Idempotency-Key）须为 16 至 64 个字符");
        var hash = hash(command);
        var isNew = jdbc.sql("insert into servicedesk.request (community_id, idempotency_key, body_hash) values (:community, :key, :hash) on conflict do nothing")
            .param("community", community).param("key", key).param("hash", hash).update() == 1;
        if (isNew) return true;
        var earlier = jdbc.sql("select body_hash from servicedesk.request where community_id = :community and idempotency_key = :key")
            .param("community", community).param("key", key).query(String.class).single();
        if (!earlier.equals(hash)) throw Problem.conflict("idempotency-key-reused", "这个请求编号已经用于另一次登记，请重新打开再登记");
        return false;
    }

    private String hash(Object command) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json.writeValueAsString(command).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
