package cn.anju.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.duty.Proven;
import cn.anju.kernel.DayEnd;
import cn.anju.kernel.Scope;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 报表到日子自己出、停过补走、报送签收、另出一版；报了，职责打勾。 */
@Story
class ReportsTest {

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired ReportDay days;
    @Autowired List<DayEnd> ends;

    private long community;
    private People people;
    private Office steward;
    private Office director;

    @BeforeEach
    void team() {
        clock.setTo(LocalDate.of(2026, 12, 28));
        community = counter.community(1);
        people = People.of(office);
        steward = people.with("senior_steward", community);
        director = people.with("director", community);
    }

    @AfterEach
    void back() {
        clock.setTo(LocalDate.of(2026, 11, 21));
    }

    @Test void 停过的日子一天一天补走_每天一遍_早一点的钟点还不出() {
        look(LocalDate.of(2026, 12, 3), LocalTime.of(5, 0));
        assertThat(made("2026-12")).as("the day has begun, its hour has not come").isEmpty();
        look(LocalDate.of(2026, 12, 3), LocalTime.of(6, 0));
        assertThat(made("2026-12")).containsOnlyKeys("fee-analysis 2026-12-03", "briefing 2026-12-03");
        look(LocalDate.of(2026, 12, 6), LocalTime.of(7, 0));
        var after = made("2026-12");
        assertThat(after).containsOnlyKeys("fee-analysis 2026-12-03", "briefing 2026-12-03", "daily-digest 2026-12-03", "quality 2026-12-04", "weekly-customer 2026-12-04",
            "daily-digest 2026-12-04", "weekly-collection 2026-12-05", "daily-digest 2026-12-05", "weekly-service 2026-12-06");
        look(LocalDate.of(2026, 12, 6), LocalTime.of(7, 30));
        Scope.of(community).run(() -> days.close(community, LocalDate.of(2026, 12, 4)));
        assertThat(made("2026-12")).as("nothing twice").isEqualTo(after);
        var weekly = office.get(path("reports/" + after.get("weekly-collection 2026-12-05"))).json();
        assertThat(weekly.at("/report/fromOn").asString() + " " + weekly.at("/report/toOn").asString()).isEqualTo("2026-11-28 2026-12-04");
        assertThat(weekly.at("/report/state").asString()).as("Saturday is long over").isEqualTo("LATE");
    }

    @Test void 纸面有编号页码签字盖章_存着的不改_另出一版有原因() throws Exception {
        var report = make("complaint-monthly", "2026-12-01");
        var first = office.get(path("reports/" + report)).json().at("/editions/0");
        try (var pdf = Loader.loadPDF(office.get(path("reports/" + report + "/editions/1/paper.pdf")).expect(200).raw().body())) {
            // A reader of PDFs takes some characters for the radicals that look like them: what is looked for here has none of those.
            assertThat(new PDFTextStripper().getText(pdf)).contains(first.at("/number").asString(), "编号：", "2026-11-01 ", " 2026-11-30", "（签字）", "审核（签字）", "（盖章）").containsPattern("第\\h*1\\h*\\S\\h*共\\h*1");
        }
        assertThat(office.get(path("reports/" + report + "/editions/1/sheet.xlsx")).expect(200).workbook()).contains("客户投诉月报");
        assertThat(first.at("/pdfSha256").asString()).hasSize(64);
        steward.post(path("reports/" + report + "/editions"), Map.of("reason", " ")).expect(400);
        steward.post(path("reports/" + report + "/editions"), Map.of("reason", "补登了一件投诉")).expect(201);
        var editions = office.get(path("reports/" + report)).json().at("/editions");
        assertThat(editions.at("/0/number").asString()).endsWith("-2");
        assertThat(editions.at("/0/reason").asString()).isEqualTo("补登了一件投诉");
        assertThat(editions.at("/1")).as("the first stands as it was").isEqualTo(first);
        assertThat(make("complaint-monthly", "2026-12-01")).as("one period, one report").isEqualTo(report);
    }

    @Test void 几天内报送是设置_改了从下一份起() {
        office.put(path("settings/reporting.grace.complaint-monthly"), Map.of("value", "2")).expect(204);
        assertThat(office.get(path("reports/" + make("complaint-monthly", "2026-12-01"))).at("/report/dueAt")).isEqualTo("2026-12-03T15:59:59Z");
        office.put(path("settings/reporting.grace.complaint-monthly"), Map.of("value", "6")).expect(204);
        assertThat(office.get(path("reports/" + make("complaint-monthly", "2026-11-01"))).at("/report/dueAt")).isEqualTo("2026-11-07T15:59:59Z");
        assertThat(office.put(path("settings/reporting.grace.complaint-monthly"), Map.of("value", "61")).status()).isEqualTo(400);
    }

    @Test void 报送一次_签收带批示_晚了要说明_别人的看不到() {
        var report = make("complaint-analysis", "2026-12-02");
        assertThat(office.get(path("reports?month=2026-12&state=LATE")).json().valueStream().map(each -> each.at("/id").asLong()).toList()).contains(report);
        assertThat(steward.post(path("reports/" + report + "/submission"), new HashMap<String, Object>()).expect(400).at("/code")).isEqualTo("remark-missing");
        steward.post(path("reports/" + report + "/explanation"), Map.of("reason", "等工程部的数据")).expect(204);
        assertThat(steward.post(path("reports/" + report + "/explanation"), Map.of("reason", "再说一遍")).expect(409).at("/code")).isEqualTo("not-late");
        steward.post(path("reports/" + report + "/submission"), Map.of("remark", "维修不及时的多，已加一名维修工")).expect(204);
        assertThat(steward.post(path("reports/" + report + "/submission"), Map.of("remark", "再报")).expect(409).at("/code")).isEqualTo("already-sent");
        assertThat(steward.post(path("reports/" + report + "/receipt"), Map.of()).expect(409).at("/code")).isEqualTo("not-for-you");
        assertThat(director.get(path("notices")).json().toString()).contains("投诉分析报告");
        director.post(path("reports/" + report + "/receipt"), Map.of("reply", "同意，月底看效果")).expect(204);
        assertThat(director.post(path("reports/" + report + "/receipt"), Map.of()).expect(409).at("/code")).isEqualTo("already-received");
        var detail = office.get(path("reports/" + report)).json();
        assertThat(detail.at("/report/state").asString() + " " + detail.at("/report/isLate").asBoolean() + " " + detail.at("/report/whyLate").asString()).isEqualTo("RECEIVED true 等工程部的数据");
        assertThat(detail.at("/editions/0/receivers/0/reply").asString()).isEqualTo("同意，月底看效果");
        var clerk = people.with("engineering_supervisor", community);
        clerk.get(path("reports/" + make("weekly-collection", "2026-12-05"))).expect(403);
        office.get("/api/communities/" + counter.community(1) + "/reports/" + report).expect(404);
        people.with("security_guard", community).get(path("reports")).expect(403);
    }

    @Test void 报了签收了_职责打勾() {
        for (var role : List.of("cs_supervisor", "accountant", "front_desk", "steward", "fee_collector")) people.with(role, community);
        var manager = people.with("general_manager", community);
        Map.of("weekly-collection", "2026-12-26", "weekly-service", "2026-12-27", "weekly-customer", "2026-12-25", "fee-summary", "2026-12-28", "monthly-management", "2026-12-01",
            "complaint-monthly", "2026-12-01", "complaint-analysis", "2026-12-02", "quality", "2026-12-04", "department", "2026-12-02", "fee-analysis", "2026-12-03").forEach(this::send);
        send("briefing", "2026-12-03");
        send("satisfaction-year", "2026-01-05");
        for (var row : office.get(path("reports?month=2026-12")).json().valueStream().toList()) if (List.of("monthly-management", "department").contains(row.at("/kind").asString()))
            director.post(path("reports/" + row.at("/id").asLong() + "/receipt"), Map.of()).expect(204);
        manager.post(path("reports/" + make("briefing", "2026-12-03") + "/receipt"), Map.of("reply", "阅")).expect(204);
        Scope.of(community).run(() -> ends.forEach(each -> each.close(community, LocalDate.of(2026, 12, 28))));
        for (var key : Proven.REPORTING) Proven.assertDone(office, community, key, YearMonth.of(2026, 12), YearMonth.of(2027, 1));
    }

    private void send(String kind, String day) {
        office.post(path("reports/" + make(kind, day) + "/submission"), Map.of("remark", "已核对")).expect(204);
    }

    private long make(String kind, String day) {
        return office.post(path("reports"), Map.of("kind", kind, "day", day)).expect(201).id();
    }

    private void look(LocalDate day, LocalTime hour) {
        clock.setTo(day);
        Scope.of(community).run(() -> days.look(community, day, hour));
        clock.setTo(LocalDate.of(2026, 12, 28));
    }

    private Map<String, Long> made(String month) {
        var made = new HashMap<String, Long>();
        for (var row : office.get(path("reports?month=" + month)).expect(200).json()) if (!row.at("/id").isNull())
            made.put(row.at("/kind").asString() + " " + row.at("/madeOn").asString(), row.at("/id").asLong());
        return made;
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/" + rest;
    }
}
