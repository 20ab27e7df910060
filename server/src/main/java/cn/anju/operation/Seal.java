package cn.anju.operation;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * 备份文件的封条：前多少个字节、它们的校验值，写在文件的注释里。
 *
 * <p>The tables' own digests do not see what stands between them: a changed byte in the head of an entry would pass.
 */
final class Seal extends FilterOutputStream {

    private final MessageDigest digest = Backup.sha256();
    private long length;

    Seal(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int each) throws IOException {
        out.write(each);
        digest.update((byte) each);
        length++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        digest.update(bytes, from, count);
        length += count;
    }

    /** What has been written up to now; once only. */
    String text() {
        return length + " " + HexFormat.of().formatHex(digest.digest());
    }

    /** @param comment of the file; one without it is from before there was a seal */
    static boolean fits(Path file, String comment) throws IOException {
        try (var in = Files.newInputStream(file); var seal = new Seal(OutputStream.nullOutputStream())) {
            var rest = Long.parseLong(comment.substring(0, comment.indexOf(' ')));
            var buffer = new byte[64 * 1024];
            for (int read; rest > 0 && (read = in.read(buffer, 0, (int) Math.min(buffer.length, rest))) > 0; rest -= read) seal.write(buffer, 0, read);
            return seal.text().equals(comment);
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            return false;
        }
    }
}
