package cn.anju.launch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * 真的命令，从头到尾搬一次家：普通用户用内置数据库启动，备份；恢复到外部的 PostgreSQL，在那里启动，备份；再恢复回内置的。
 *
 * <p>One life in four chapters, because each start and each command is a process of its own.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MoveTest {

    private static final String ID_NUMBER = "110101199003074514";
    private static final byte[] CONTRACT = "第一行\r\n\\N 不是空\t\u0000完".getBytes(StandardCharsets.UTF_8);

    static Path home;
    static OutsidePostgres outside;
    static Map<String, String> external;
    static String community;
    static long payment;
    static long attachment;
    static long person;
    static String receipt;

    @BeforeAll
    static void 一个普通用户的文件夹() throws Exception {
        home = Files.createTempDirectory("anju-move").toRealPath();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(Files.createDirectory(home.resolve("first")).resolve("postgres-" + PostgresBinaries.VERSION), PostgresBinaries.in(Path.of("target").toRealPath()));
        Folders.own(home, Program.ordinaryUid(), Program.ordinaryUid());
        outside = OutsidePostgres.start();
        outside.create("anju");
        external = OutsidePostgres.environment(outside.url("anju"));
    }

    @AfterAll
    static void 收拾() throws Exception {
        outside.close();
        Folders.delete(home);
    }

    @Test @Order(1)
    void 普通用户_内置数据库_起得来_答得出_INT停得干净() throws Exception {
        try (var server = Program.serve(Program.ordinary(), Map.of(), home.resolve("first"))) {
            if (Program.isOrdinary()) assertThat(Folders.uid(home.resolve("first/database/PG_VERSION"))).isEqualTo(Program.ordinaryUid());
            live(server.admin());
            Program.run(Program.ordinary(), Map.of(), "start", "--data", data("first"), "--port", Integer.toString(Program.freePort()))
                .isRefused("already running", server.url());
            anju("backup", "first", file("开着.anju")).isDone("OK：已备份到");
            assertThat(server.stop("INT")).isEqualTo(130);
        }
        stopped("first");
        anju("backup", "first", file("停着.anju")).isDone("OK：已备份到");
        assertThat(Files.readString(home.resolve("first/postgres.log"))).as("the second start had nothing to recover").doesNotContain("automatic recovery");
    }

    @Test @Order(2)
    void 坏了的备份不恢复_恢复到外部的空库_再恢复就拒绝() throws Exception {
        var bytes = Files.readAllBytes(Path.of(file("开着.anju")));
        bytes[bytes.length / 2] ^= 1;
        Files.write(Path.of(file("改.anju")), bytes);
        restored("改.anju").isRefused("改.anju", "没有恢复");
        verified(restored("停着.anju").isDone("已恢复"));
        restored("开着.anju").isRefused("已经有安居的数据");
    }

    @Test @Order(3)
    void 外部的库_拿着原来的密钥_与从前一样_开着停着都能备份() throws Exception {
        try (var server = Program.serve(Program.ordinary(), environment("ANJU_KEY", Files.readString(home.resolve("first/anju.key"))), home.resolve("second"))) {
            same(server.admin());
            anju("backup", "second", file("外开着.anju")).isDone("OK：已备份到");
            anju("restore", "second", file("外开着.anju")).isRefused("安居已在运行");
            assertThat(server.stop("TERM")).isEqualTo(143);
        }
        anju("backup", "second", file("外停着.anju")).isDone("OK：已备份到");
    }

    @Test @Order(4)
    void 外部的备份恢复回内置的_没有原来的密钥不启动_有了_附件在_旧收据照样印() throws Exception {
        Files.createSymbolicLink(Files.createDirectory(home.resolve("third")).resolve("postgres-" + PostgresBinaries.VERSION), PostgresBinaries.in(Path.of("target").toRealPath()));
        Folders.own(home.resolve("third"), Program.ordinaryUid(), Program.ordinaryUid());
        verified(Program.run(Program.ordinary(), Map.of(), "restore", file("外停着.anju"), "--data", data("third")).isDone("已恢复"));
        Program.run(Program.ordinary(), Map.of(), "start", "--data", data("third"), "--port", Integer.toString(Program.freePort()))
            .isRefused("找不到这个数据库原来的密钥", "third/anju.key");
        Files.copy(home.resolve("first/anju.key"), home.resolve("third/anju.key"));
        Folders.own(home.resolve("third/anju.key"), Program.ordinaryUid(), Program.ordinaryUid());
        try (var server = Program.serve(Program.ordinary(), Map.of(), home.resolve("third"))) {
            same(server.admin());
            assertThat(server.stop("TERM")).isEqualTo(143);
        }
        stopped("third");
    }

    private static void live(Office office) {
        community = "/api/communities/" + office.newCommunity("搬家小区", "2026-07-01");
        var room = office.post(community + "/rooms", Map.of("building", "1", "number", "101", "kind", "HOUSE", "grossArea", "90.5", "status", "SELF_USED",
            "handoverOn", "2020-01-01")).expect(201).id();
        person = office.post(community + "/people", Map.of("kind", "PERSON", "name", "张三", "idNumber", ID_NUMBER)).expect(201).id();
        office.post(community + "/shifts", Map.of()).expect(201);
        payment = office.post(community + "/payments", Map.of("roomCode", "1-101", "lateFee", "COLLECT", "surplus", "PREPAY",
            "tenders", List.of(Map.of("method", "WECHAT", "amount", "88.80"))), "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id();
        attachment = office.upload(community + "/attachments?subject=room:" + room, "合同.txt", CONTRACT).expect(201).id();
        receipt = office.get(community + "/payments/" + payment + "/receipt.html").expect(200).text();
        assertThat(receipt).contains("88.80", "捌拾捌元捌角");
    }

    private static void same(Office office) {
        assertThat(office.get(community + "/payments/" + payment + "/receipt.html").expect(200).text()).isEqualTo(receipt);
        assertThat(office.get(community + "/attachments/" + attachment).expect(200).raw().body()).isEqualTo(CONTRACT);
        assertThat(office.post(community + "/people/" + person + "/reveals", Map.of("field", "ID_NUMBER", "purpose", "搬家以后核对")).expect(200).at("/value"))
            .isEqualTo(ID_NUMBER);
    }

    private static void stopped(String folder) throws Exception {
        assertThat(Files.readString(home.resolve(folder).resolve("postgres.log")).strip()).endsWith("database system is shut down");
        assertThat(home.resolve(folder).resolve("running")).doesNotExist();
        assertThat(home.resolve(folder).resolve("database/postmaster.pid")).doesNotExist();
    }

    private static void verified(Program.Ended ended) {
        ended.isDone("OK 每张凭证借贷相等", "OK 收据号连续无缺");
        assertThat(ended.output().strip().lines().toList().getLast()).startsWith("OK：核对").contains("0 处不符");
    }

    private static Program.Ended anju(String command, String folder, String... file) throws Exception {
        var words = new ArrayList<>(List.of(command));
        words.addAll(List.of(file));
        words.addAll(List.of("--data", data(folder)));
        return Program.run(Program.ordinary(), folder.equals("second") ? environment() : Map.of(), words.toArray(String[]::new));
    }

    private static Program.Ended restored(String file) throws Exception {
        return anju("restore", "second", file(file));
    }

    private static Map<String, String> environment(String... more) {
        var environment = new HashMap<>(external);
        for (var i = 0; i < more.length; i += 2) environment.put(more[i], more[i + 1]);
        return environment;
    }

    private static String data(String folder) {
        return home.resolve(folder).toString();
    }

    private static String file(String name) {
        return home.resolve(name).toString();
    }
}
