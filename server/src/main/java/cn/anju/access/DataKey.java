package cn.anju.access;

import cn.anju.launch.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 库外的那把密钥，以及它是不是这个数据库的那一把。
 *
 * <p>A file of its own beside the database ({@code anju.key}) or {@code ANJU_KEY}, never part of a backup. The database
 * keeps a proof of it: a server refuses to start with another one, instead of failing at the first number it cannot read.
 */
@Component
class DataKey implements SmartInitializingSingleton {

    /** How the key at hand and the database agree. */
    enum State { ORIGINAL, MISSING, OTHER }

    private record Proof(byte[] proof, @Nullable OffsetDateTime since) {}

    private record Found(State state, @Nullable String secret, @Nullable OffsetDateTime since) {}

    private static final Set<String> READERS = Set.of("verify", "backup", "restore");

    private final String given;
    private final Path file;
    private final boolean isServer;
    private final boolean isLost;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Found found;

    DataKey(@Value("${anju.key:}") String given, @Value("${anju.data:}") String folder, @Value("${anju.command:start}") String command,
            @Value("${anju.key-lost:${ANJU_KEY_LOST:}}") String lost, JdbcClient jdbc, Clock clock) {
        this.given = given.strip();
        this.file = Path.of(folder.isBlank() ? "data/main" : folder, "anju.key");
        this.isServer = !READERS.contains(command);
        this.isLost = lost.equals("yes");
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A server looks at once; a command only when it needs the key, which may be after a restore. */
    @Override
    public void afterSingletonsInstantiated() {
        if (isServer) found();
    }

    State state() {
        return found().state();
    }

    /** Since when this key is in use, if the one before it was lost: what is older nobody can read or prove any more. */
    Optional<OffsetDateTime> since() {
        return Optional.ofNullable(found().since());
    }

    byte[] derived(String purpose) {
        var secret = found().secret();
        if (secret == null) throw new StartFailure("没有密钥 %s：请把原来的密钥文件放在那里，或设 ANJU_KEY。", file);
        return derived(secret, purpose);
    }

    private Found found() {
        var known = found;
        if (known != null) return known;
        synchronized (this) {
            if (found == null) found = look();
            return found;
        }
    }

    private Found look() {
        var secret = given.isEmpty() ? read() : given;
        var proof = jdbc.sql("select proof, since from access.data_key order by id desc limit 1").query(Proof.class).optional().orElse(null);
        if (proof != null && secret != null && MessageDigest.isEqual(proof.proof(), proof(secret, proof.since()))) return new Found(State.ORIGINAL, secret, proof.since());
        if (!isServer) return new Found(secret == null ? State.MISSING : proof == null ? State.ORIGINAL : State.OTHER, secret, null);
        if (proof != null && !isLost) throw refused(secret);
        return begun(secret == null ? create() : secret, proof == null ? null : clock.instant().atOffset(ZoneOffset.UTC));
    }

    private Found begun(String secret, @Nullable OffsetDateTime since) {
        var instant = since == null ? null : since.withNano(0);
        jdbc.sql("insert into access.data_key (proof, since) values (:proof, :since)").param("proof", proof(secret, instant)).param("since", instant).update();
        return new Found(State.ORIGINAL, secret, instant);
    }

    private StartFailure refused(@Nullable String secret) {
        var what = secret == null ? "找不到这个数据库原来的密钥"
            : given.isEmpty() ? "%s 不是这个数据库原来的密钥".formatted(file) : "ANJU_KEY 不是这个数据库原来的密钥";
        return new StartFailure("%s，证件号码会读不出来：请把原来的 anju.key 放到 %s（或设原来的 ANJU_KEY）再启动；真的找不回来了，"
            + "设 ANJU_KEY_LOST=yes 启动一次，登记过的证件号码从此作废，要重新登记。", what, file);
    }

    private static byte[] proof(String secret, @Nullable OffsetDateTime since) {
        return derived(secret, "proof since " + (since == null ? "the beginning" : Long.toString(since.toEpochSecond())));
    }

    private static byte[] derived(String secret, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(("anju personal data " + purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable String read() {
        try {
            if (!Files.exists(file)) return null;
            var secret = Files.readString(file).strip();
            if (secret.isEmpty()) throw new StartFailure("密钥文件 %s 是空的：请放回原来的那一份。", file);
            return secret;
        } catch (IOException e) {
            throw new StartFailure("读不了密钥文件 %s：请以数据文件夹的主人（或 root）运行。", file);
        }
    }

    /** Written beside, forced to disk, then moved into place: a crash leaves none or a whole one. */
    private String create() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var secret = Base64.getEncoder().encodeToString(bytes);
        try {
            var draft = file.resolveSibling("anju.key.new");
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(draft);
            try (var channel = FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(ByteBuffer.wrap(secret.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
