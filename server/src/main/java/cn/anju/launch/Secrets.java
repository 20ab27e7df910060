package cn.anju.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * 数据文件夹里的密码，一个一个文件，只有本人可读。
 *
 * @param folder a folder of mode 0700; each password is a file of mode 0600 in it
 */
public record Secrets(Path folder) {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    /** 取密码；还没有就随机生成一个并保存。 */
    public String password(String name) {
        return find(name).orElseGet(() -> save(name, random()));
    }

    public Optional<String> find(String name) {
        try {
            var file = file(name);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("读不了密码文件 %s：请以数据文件夹的主人（或 root）运行。", file(name));
        }
    }

    /** Written beside, forced to disk, then moved into place: a crash leaves the old one or the new one. */
    public String save(String name, String password) {
        try {
            Files.createDirectories(folder, mode("rwx------"));
            var draft = folder.resolve(name + ".new");
            Files.deleteIfExists(draft);
            try (var channel = FileChannel.open(draft,
                    Set.copyOf(EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)), mode("rw-------"))) {
                channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE);
            Folders.ownLikeParent(folder);
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the password " + name, e);
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** 32 个不易看错的字符，约 184 位。 */
    static String random() {
        return new SecureRandom().ints(32, 0, LETTERS.length())
            .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append).toString();
    }

    static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
