package cn.anju.operation;

import cn.anju.launch.StartFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** 一份备份文件，读之前先整个核对：缺了、改了一个字节都不恢复。 */
final class BackupFile implements AutoCloseable {

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path path, ZipFile zip, Manifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    static BackupFile open(Path path, JsonMapper json) throws IOException {
        if (!Files.isRegularFile(path)) throw new StartFailure("没有备份文件 %s。", path);
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException | EOFException e) {
            throw new StartFailure("文件 %s 不是完整的安居备份（不全或已损坏），没有恢复。", path);
        }
        try {
            return new BackupFile(path, zip, manifest(path, zip, json));
        } catch (RuntimeException | IOException e) {
            zip.close();
            throw e;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** 封条和每张表的校验值都对得上。 @throws StartFailure naming the first that is not */
    void check() throws IOException {
        var seal = zip.getComment();
        if (seal != null && !Seal.fits(path, seal)) throw new StartFailure("备份文件 %s 已损坏（与写出时不一样），没有恢复；请换一份备份。", path);
        for (var content : manifest.contents()) {
            var digest = Backup.sha256();
            try (var in = new DigestInputStream(content(content), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (ZipException | EOFException e) {
                throw damaged(content);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(content.sha256())) throw damaged(content);
        }
    }

    InputStream content(Manifest.Content content) throws IOException {
        var entry = zip.getEntry(content.entry());
        if (entry == null) throw damaged(content);
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private StartFailure damaged(Manifest.Content content) {
        return new StartFailure("备份文件 %s 已损坏（%s 的校验值不符），没有恢复；请换一份备份。", path, content.table().key());
    }

    private static long crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static Manifest manifest(Path path, ZipFile zip, JsonMapper json) throws IOException {
        var entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) throw new StartFailure("文件 %s 不是安居的备份。", path);
        try (var in = zip.getInputStream(entry)) {
            var bytes = in.readAllBytes();
            if (crc(bytes) != entry.getCrc()) throw new ZipException("the manifest is not what was written");   // ZipFile does not look
            var tree = json.readTree(bytes);
            if (tree.path("format").asInt(0) > Manifest.FORMAT)
                throw new StartFailure("备份文件 %s 是更新的安居做的，本程序不认识它的格式：请换用更新的安居。", path);
            return json.treeToValue(tree, Manifest.class);
        } catch (JacksonException | ZipException | EOFException e) {
            throw new StartFailure("备份文件 %s 已损坏（清单读不出来），没有恢复；请换一份备份。", path);
        }
    }
}
