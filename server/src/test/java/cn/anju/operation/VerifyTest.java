package cn.anju.operation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.TestClock;
import cn.anju.access.People;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 核对：动了哪里的数据，就报出哪一条不变量、哪一行，并以非零结束。 */
@Story
class VerifyTest {

    @Autowired Office office;
    @Autowired VerifyCommand command;
    @Autowired DailyVerification daily;
    @Autowired TestClock clock;

    @Test void 改了一条分录_报出是哪张凭证() throws Exception {
        var community = communityWithPayment();
        var ours = "小区 " + community + " ";
        assertThat(differencesOf(ours)).isEmpty();

        owner("alter table ledger.posting disable trigger user",
            "update ledger.posting set debit = debit + 1 where account_code = '1001' and community_id = " + community);
        try {
            assertThat(command.run(StoryDatabase.shared(), List.of())).isEqualTo(1);
            assertThat(output()).contains("不符 每张凭证借贷相等", "不符 库存现金等于保险柜加抽屉", ours + "凭证 ")
                .containsPattern("不符：核对 \\d+ 项");
        } finally {
            owner("update ledger.posting set debit = debit - 1 where debit > 0 and account_code = '1001' and community_id = " + community,
                "alter table ledger.posting enable trigger user");
        }
        assertThat(differencesOf(ours)).isEmpty();
    }

    @Test void 改了预存余额_报出是哪个小区() throws Exception {
        var community = communityWithPayment();
        owner("update cashier.prepayment_account set balance = balance + 0.01 where community_id = " + community);
        try {
            assertThat(output()).contains("不符 预收账款等于预存余额", "小区 " + community + "：2203 余额 88.00，预存余额 88.01");
        } finally {
            owner("update cashier.prepayment_account set balance = balance - 0.01 where community_id = " + community);
        }
    }

    @Test void 少了一张收据_报出断号() throws Exception {
        var community = communityWithPayment();
        owner("update ledger.receipt_series set last_number = last_number + 1 where community_id = " + community);
        try {
            assertThat(output()).contains("不符 收据号连续无缺", "小区 " + community + " 号段");
        } finally {
            owner("update ledger.receipt_series set last_number = last_number - 1 where community_id = " + community);
        }
    }

    @Test void 每日核对_全部相符不出声_有不符今日页一行红字_点开看得到是哪一行() throws Exception {
        var community = communityWithPayment();
        daily.run();
        assertThat(office.get("/api/verification").expect(200).json().at("/findings").size()).isGreaterThan(20);
        var others = office.get("/api/verification").at("/runs/0/differences");
        owner("update cashier.prepayment_account set balance = balance + 0.01 where community_id = " + community);
        try {
            daily.run();
        } finally {
            owner("update cashier.prepayment_account set balance = balance - 0.01 where community_id = " + community);
        }
        var overview = office.get("/api/verification").expect(200);
        assertThat(overview.text()).contains("小区 " + community + "：2203 余额 88.00，预存余额 88.01");
        assertThat(overview.json().at("/runs/0/differences").asLong()).isGreaterThan(Long.parseLong(others));
        var today = office.get("/api/communities/" + community + "/today").expect(200);
        assertThat(today.at("/alarms/0/text")).contains("处不符");
        assertThat(today.at("/alarms/0/link")).isEqualTo("verification");
        var director = People.of(office).with("director", community);
        assertThat(director.get("/api/communities/" + community + "/today").json().at("/alarms").size()).isZero();
        director.get("/api/verification").expect(403);

        daily.run();
        clock.advance(Duration.ofDays(4));
        assertThat(office.as("admin", StoryDatabase.PASSWORD).get("/api/communities/" + community + "/today").json().at("/alarms").toString()).contains("没有核对");
    }

    @Test void 现在就核对_不等到凌晨() throws Exception {
        daily.run();
        var before = office.get("/api/verification").json().at("/runs/0/id").asLong();
        office.post("/api/verification", Map.of()).expect(202);
        for (var tries = 0; tries < 300 && office.get("/api/verification").json().at("/runs/0/id").asLong() == before; tries++) Thread.sleep(100);
        assertThat(office.get("/api/verification").json().at("/runs/0/id").asLong()).isGreaterThan(before);
    }

    private long communityWithPayment() {
        var community = office.newCommunity("核对小区", "2026-07-01");
        var at = "/api/communities/" + community;
        office.post(at + "/rooms", Map.of("building", "1", "number", "101", "kind", "HOUSE", "grossArea", "90",
            "status", "SELF_USED", "handoverOn", "2020-01-01")).expect(201);
        office.post(at + "/shifts", Map.of()).expect(201);
        office.post(at + "/payments", Map.of("roomCode", "1-101", "lateFee", "COLLECT", "surplus", "PREPAY",
            "tenders", List.of(Map.of("method", "CASH", "amount", "88.00"))), "Idempotency-Key", UUID.randomUUID().toString()).expect(201);
        return community;
    }

    private List<String> differencesOf(String ours) throws Exception {
        return output().lines().filter(line -> line.contains(ours) || line.contains(ours.strip() + "：")).toList();
    }

    private String output() throws Exception {
        var bytes = new ByteArrayOutputStream();
        var standard = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            command.run(StoryDatabase.shared(), List.of());
        } finally {
            System.setOut(standard);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void owner(String... statements) throws SQLException {
        try (var connection = StoryDatabase.shared().connectAsOwner(); var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }
}
