package cn.anju.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 证件号的加密与查找。
 *
 * <p>AES-GCM with a fresh nonce at rest, HMAC-SHA-256 to find equal numbers. Both keys come from
 * one secret outside the database ({@link DataKey}).
 */
@Component
public class PersonalData {

    private static final int NONCE = 12;

    private final SecureRandom random = new SecureRandom();
    private final DataKey key;

    PersonalData(DataKey key) {
        this.key = key;
    }

    public byte[] encrypt(String plain) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, encryption(), new GCMParameterSpec(128, nonce));
            var sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @return {@code null} if the key it was encrypted with is lost
     * @throws IllegalStateException if it was altered
     */
    public @Nullable String decrypt(byte[] sealed) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, encryption(), new GCMParameterSpec(128, sealed, 0, NONCE));
            return new String(cipher.doFinal(sealed, NONCE, sealed.length - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            if (key.since().isPresent()) return null;
            throw new IllegalStateException("personal data cannot be read with this key", e);
        }
    }

    /** The same number always gives the same hash, letters in either case. */
    public byte[] hash(String plain) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.derived("hash"), "HmacSHA256"));
            return mac.doFinal(plain.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKeySpec encryption() {
        return new SecretKeySpec(key.derived("encryption"), "AES");
    }
}
