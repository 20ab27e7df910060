package cn.anju.operation;

import cn.anju.launch.Database;
import cn.anju.launch.StartFailure;
import cn.anju.operation.Catalogue.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 备份：一个快照里的每一张表，写成一个文件；附件在表里，密钥不在其中。
 *
 * <p>Only JDBC, so that it works on any database, also beside a running server. The file gets its name when it is whole.
 */
@Component
class Backup {

    private final JsonMapper json;
    private final Clock clock;

    Backup(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** 写出备份文件。 */
    Manifest write(Database database, Path file) throws SQLException, IOException {
        if (Files.exists(file)) throw new StartFailure("文件 %s 已经有了：请换一个名字，免得盖掉以前的备份。", file);
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) throw new StartFailure("没有文件夹 %s：请先建好。", file.toAbsolutePath().getParent());
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var owner = database.connectAsOwner()) {
            owner.setAutoCommit(false);
            owner.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            owner.setReadOnly(true);
            Manifest manifest;
            var seal = new Seal(new BufferedOutputStream(Files.newOutputStream(part)));
            try (var zip = new ZipOutputStream(seal)) {
                manifest = write(owner, zip);
                zip.setComment(seal.text());
            }
            owner.rollback();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Manifest write(Connection owner, ZipOutputStream zip) throws SQLException, IOException {
        var catalogue = new Catalogue(owner);
        var modules = catalogue.modules();
        if (modules.isEmpty()) throw new StartFailure("这个数据库里还没有安居的数据，没有什么可备份。");
        var contents = new ArrayList<Manifest.Content>();
        for (var table : catalogue.tables()) contents.add(copy(owner, table, zip));
        var manifest = new Manifest(Manifest.FORMAT, LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS).toString(),
            owner.getMetaData().getDatabaseProductVersion(), modules, contents, catalogue.counters());
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        return manifest;
    }

    private static Manifest.Content copy(Connection owner, Table table, ZipOutputStream zip) throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry("tables/" + table.key()));
        var digest = sha256();
        var rows = owner.unwrap(PGConnection.class).getCopyAPI()
            .copyOut("copy %s (%s) to stdout".formatted(table.quoted(), table.quotedColumns()), new DigestOutputStream(zip, digest));
        zip.closeEntry();
        return new Manifest.Content(table, rows, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
