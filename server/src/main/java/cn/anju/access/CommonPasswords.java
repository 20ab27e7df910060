package cn.anju.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** 常见密码：库里带的十万个，加上中文里爱用的；只留够长的，短的本来就不收。 */
final class CommonPasswords {

    private static final Supplier<Set<String>> ALL = SingletonSupplier.of(CommonPasswords::read);

    private CommonPasswords() {}

    /** Case makes no difference, nor do marks hung on at the end. */
    static boolean contains(String password) {
        var plain = password.toLowerCase(Locale.ROOT);
        return ALL.get().contains(plain) || ALL.get().contains(plain.replaceFirst("[\\p{Punct}]+$", ""));
    }

    private static Set<String> read() {
        var words = new HashSet<String>();
        read("/dictionaries/passwords.txt", words);
        read("/cn/anju/access/common-passwords.txt", words);
        return Set.copyOf(words);
    }

    private static void read(String resource, Set<String> words) {
        try (var lines = new BufferedReader(new InputStreamReader(CommonPasswords.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.strip().toLowerCase(Locale.ROOT)).filter(word -> word.length() >= 6).forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
