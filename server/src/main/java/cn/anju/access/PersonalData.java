package cn.anju.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 证件号的加密与查找。
 *
 * <p>AES-GCM with a fresh nonce at rest, HMAC-SHA-256 to find equal numbers. Both keys come from one secret that is a
 * file of its own beside the database ({@code anju.key}) or {@code ANJU_KEY}, and is never part of a backup.
 */
@Component
public class PersonalData {

    private static final int NONCE = 12;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec encryption;
    private final SecretKeySpec hashing;

    PersonalData(@Value("${anju.key:}") String key, @Value("${anju.data:}") String folder) throws IOException {
        var secret = key.isBlank() ? fromFile(Path.of(folder.isBlank() ? "data/main" : folder, "anju.key")) : key.strip();
        this.encryption = new SecretKeySpec(derived(secret, "encryption"), "AES");
        this.hashing = new SecretKeySpec(derived(secret, "hash"), "HmacSHA256");
    }

    public byte[] encrypt(String plain) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, encryption, new GCMParameterSpec(128, nonce));
            var sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException if it was encrypted with another key or altered */
    public String decrypt(byte[] sealed) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, encryption, new GCMParameterSpec(128, sealed, 0, NONCE));
            return new String(cipher.doFinal(sealed, NONCE, sealed.length - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("personal data cannot be read with this key", e);
        }
    }

    /** The same number always gives the same hash, letters in either case. */
    public byte[] hash(String plain) {
        return mac(hashing, plain.strip().toUpperCase(Locale.ROOT));
    }

    private static byte[] derived(String secret, String purpose) {
        return mac(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"), "anju personal data " + purpose);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String fromFile(Path file) throws IOException {
        if (Files.exists(file)) return Files.readString(file).strip();
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var secret = Base64.getEncoder().encodeToString(bytes);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret, StandardOpenOption.WRITE);
        return secret;
    }
}
