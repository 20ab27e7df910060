package cn.anju.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.anju.Office;
import cn.anju.Seed;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.launch.Database;
import cn.anju.launch.Durability;
import cn.anju.launch.EmbeddedPostgres;
import cn.anju.launch.StartFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** 备份与恢复：备份出来的，装进一个新库，一行不差；坏了的、更新的、装不下的都拒绝。 */
@Story
class BackupTest {

    /** The scheduler writes its own rows between the backup and the look at it. */
    private static final String MOVING = "job.scheduled_task";

    @Autowired Office office;
    @Autowired BackupCommand backup;
    @Autowired Restore restore;
    @Autowired Verification verification;
    @Autowired JsonMapper json;

    @TempDir Path folder;

    @Test void 备份后恢复到新库_每张表一行不差_账目核对相符() throws Exception {
        livingCommunity();
        var source = StoryDatabase.shared();
        var file = folder.resolve("备份.anju");
        var expected = backUpWhileNothingMoves(source, file);
        assertThat(expected).containsKeys("cashier.payment", "ledger.posting", "attachment.file", "access.audit", "public.flyway_schema_history_cashier");

        try (var fresh = EmbeddedPostgres.start(folder.resolve("fresh"), Durability.RELAXED_FOR_TESTS,
            Path.of(System.getProperty("java.io.tmpdir"), "anju-postgres"))) {
            restore.read(fresh.database(), file);

            var restored = contents(fresh.database());
            assertThat(restored.keySet()).isEqualTo(expected.keySet());
            expected.forEach((table, rows) -> {
                if (!table.startsWith("public.") && !table.equals(MOVING)) assertThat(restored.get(table)).as(table).isEqualTo(rows);
            });
            assertThat(verification.run(fresh.database(), System.out)).isEqualTo(verification.run(source, System.out));
            refusesChanges(fresh.database());
            countsOn(fresh.database());
            assertThatThrownBy(() -> restore.read(fresh.database(), file)).isInstanceOf(StartFailure.class).hasMessageContaining("已经有安居的数据");
        }
    }

    @Test void 改了一个字_缺了一截_比程序新_都拒绝() throws Exception {
        livingCommunity();
        var good = folder.resolve("good.anju");
        backup.run(StoryDatabase.shared(), List.of(good.toString()));

        var cut = folder.resolve("cut.anju");
        var bytes = Files.readAllBytes(good);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 3000));
        refused(cut, "不是完整的安居备份");

        var changed = Files.copy(good, folder.resolve("changed.anju"));
        edit(changed, "tables/ledger.posting", text -> text.replaceFirst("88\\.00", "89.00"));
        refused(changed, "ledger.posting 的校验值不符");

        var newer = Files.copy(good, folder.resolve("newer.anju"));
        edit(newer, Manifest.ENTRY, text -> text.replaceFirst("(\"name\" : \"cashier\",\\s*\"version\" : \")[^\"]*", "$199"));
        refused(newer, "备份比程序新：模块 cashier 在备份里是 V99");

        refused(Files.writeString(folder.resolve("letter.txt"), "你好"), "不是完整的安居备份");
        assertThatThrownBy(() -> backup.run(StoryDatabase.shared(), List.of(good.toString()))).hasMessageContaining("已经有了");
    }

    @Test void 随便翻坏一个字节_要么拒绝_要么读出来的还是原样() throws Exception {
        livingCommunity();
        var good = folder.resolve("good.anju");
        backup.run(StoryDatabase.shared(), List.of(good.toString()));
        var bytes = Files.readAllBytes(good);
        Manifest expected;
        try (var file = BackupFile.open(good, json)) {
            expected = file.manifest();
        }
        var seed = Seed.next();
        var refused = 0;
        for (var place : new Random(seed).ints(200, 0, bytes.length).toArray()) {
            var changed = bytes.clone();
            changed[place] ^= (byte) (1 << place % 8);
            var path = Files.write(folder.resolve("changed.anju"), changed);
            try (var file = BackupFile.open(path, json)) {
                file.check();
                assertThat(file.manifest()).as("seed %d, byte %d", seed, place).isEqualTo(expected);
            } catch (StartFailure e) {
                assertThat(e).as("seed %d, byte %d", seed, place).message().containsAnyOf("已损坏", "不是完整的安居备份", "不是安居的备份");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private void livingCommunity() {
        var community = office.newCommunity("备份小区", "2026-07-01");
        var at = "/api/communities/" + community;
        office.post(at + "/rooms", Map.of("building", "1", "number", "101", "kind", "HOUSE", "grossArea", "90.5",
            "status", "SELF_USED", "handoverOn", "2020-01-01", "note", "两行\n制表\t反斜杠\\ 空 '引号' \"")).expect(201);
        office.post(at + "/shifts", Map.of()).expect(201);
        for (var method : List.of("CASH", "WECHAT"))
            office.post(at + "/payments", Map.of("roomCode", "1-101", "lateFee", "COLLECT", "surplus", "PREPAY",
                "tenders", List.of(Map.of("method", method, "amount", "88.00"))), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        office.upload(at + "/attachments?subject=room:1", "合同.txt", "第一行\r\n\\N 不是空".getBytes(StandardCharsets.UTF_8)).expect(201);
    }

    private void refused(Path file, String sentence) {
        assertThatThrownBy(() -> restore.read(StoryDatabase.shared(), file)).isInstanceOf(StartFailure.class).hasMessageContaining(sentence);
    }

    /** The triggers are back. */
    private static void refusesChanges(Database database) throws SQLException {
        try (var owner = database.connectAsOwner(); var statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.execute("update ledger.posting set debit = debit + 1")).hasMessageContaining("is refused");
        }
    }

    /** The next number is one that was never given. */
    private static void countsOn(Database database) throws SQLException {
        try (var owner = database.connectAsOwner(); var statement = owner.createStatement();
             var row = statement.executeQuery("select nextval(pg_get_serial_sequence('cashier.payment', 'id')) > (select max(id) from cashier.payment)")) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
        }
    }

    /** Table → hash over its rows as texts, whatever their order. */
    /** Jobs of earlier stories may still count or send: taken again until the tables were alike before and after. */
    private Map<String, String> backUpWhileNothingMoves(Database source, Path file) throws Exception {
        for (int attempt = 0; ; attempt++) {
            var before = contents(source);
            Files.deleteIfExists(file);
            assertThat(backup.run(source, List.of(file.toString()))).isZero();
            var after = contents(source);
            before.put(MOVING, after.get(MOVING));
            if (before.equals(after)) return after;
            assertThat(attempt).as("the database never rests").isLessThan(10);
        }
    }

    private static Map<String, String> contents(Database database) throws SQLException {
        var contents = new TreeMap<String, String>();
        try (var owner = database.connectAsOwner(); var statement = owner.createStatement()) {
            for (var table : new Catalogue(owner).tables())
                try (var row = statement.executeQuery("select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from %s t".formatted(table.quoted()))) {
                    row.next();
                    contents.put(table.key(), row.getString(1));
                }
        }
        return contents;
    }

    private static void edit(Path zip, String entry, UnaryOperator<String> change) throws Exception {
        try (var files = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of())) {
            var path = files.getPath(entry);
            var before = Files.readString(path);
            var after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            Files.writeString(path, after);
        }
    }
}
