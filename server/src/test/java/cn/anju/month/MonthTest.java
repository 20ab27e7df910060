package cn.anju.month;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Crawl;
import cn.anju.Office;
import cn.anju.Operation;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.cashier.Counter;
import cn.anju.duty.Proven;
import cn.anju.kernel.DayEnd;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 收费处的一个月，从头办到尾：核对一处不差，账上的数与另记的一本相等，过去某天的报表后来也不变。 */
@Story
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonthTest {

    private static final List<String> AS_OF_AUGUST = List.of("ledger/trial-balance?to=2026-08", "ledger/reports/receivables-by-age?on=2026-08-31",
        "ledger/reports/income-by-item?from=2026-08-01&to=2026-08-31", "ledger/reports/receipts-and-payments?from=2026-08-01&to=2026-08-31",
        "arrears.csv?asOf=2026-08-31", "ledger/reports/locked", "slip-register?from=2026-08-01&to=2026-08-31");

    private static final Map<String, Pattern> MUST_SAY = Map.of("小区", Pattern.compile("翠湖花园"), "编号", Pattern.compile("(编|单|发票|凭证)号[：:] ?\\S|No\\. \\S"),
        "第几页共几页", Pattern.compile("第 ?(\\d+|\" counter\\(page\\) \") ?页[，、　 ]*共 ?(\\d+|\" counter\\(pages\\) \") ?页"),
        "盖章处", Pattern.compile("盖章|专用章|公章|签章|[（(]章[）)]"), "签名处", Pattern.compile("签字|签收人|签章"));

    @Autowired Counter counter;
    @Autowired TestClock clock;
    @Autowired List<DayEnd> ends;

    private OfficeMonth month;

    @BeforeAll
    void tell() {
        month = new OfficeMonth(counter, clock, ends).tell();
    }

    @Test
    void 一个月办下来_核对全部相符_每个科目与另记的账相等() {
        counter.assertBooksAgree(month.community);
        var found = new TreeMap<String, BigDecimal>();
        for (var line : month.accountant.get(month.path("ledger/trial-balance?to=2026-08")).expect(200).json().get("accounts"))
            found.put(line.get("code").asString(), new BigDecimal(line.get("balance").asString()));
        assertThat(without0(found)).isEqualTo(without0(month.own));
        assertThat(month.own.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo("0");
        var open = month.collector.get(month.path("arrears.csv?asOf=2026-08-31")).expect(200).text().lines().skip(1)
            .map(line -> new BigDecimal(line.split(",")[4])).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(open).isEqualByComparingTo(month.own.get("1122"));
    }

    @Test
    void 结账以后又收了款_八月的报表一字不变_谁看都一样() {
        var before = AS_OF_AUGUST.stream().map(each -> month.accountant.get(month.path(each)).expect(200).text()).toList();
        month.payInSeptember();
        for (var who : List.of(month.accountant, month.director))
            assertThat(AS_OF_AUGUST.stream().map(each -> who.get(month.path(each)).expect(200).text()).toList()).isEqualTo(before);
        assertThat(month.accountant.get(month.path("ledger/trial-balance")).expect(200).text()).isNotEqualTo(before.getFirst());
        counter.assertBooksAgree(month.community);
    }

    @ParameterizedTest
    @FieldSource("cn.anju.duty.Proven#MONTH")
    void 办了事_凭它的职责打了勾(String key) {
        Proven.assertDone(month.supervisor, month.community, key, YearMonth.of(2026, 8), YearMonth.of(2026, 9));
    }

    /** The printed form (套打) brings head, seal and page itself. {@code -Danju.prints=folder} leaves each of them there, to be looked at. */
    @Test
    void 每一种打印件_有小区_编号_第几页共几页_盖章和签名处() throws IOException {
        var offered = month.admin.get("/api/openapi").expect(200).json().get("paths").properties().stream().filter(path -> path.getValue().has("get"))
            .filter(path -> !path.getValue().at("/get/x-permission").asString().startsWith("servicedesk."))          // the front desk's, not of this month
            .filter(path -> path.getKey().matches(".*\\.(html|pdf)") || path.getValue().at("/get/responses/200/content").toString().contains("text/html"))
            .map(Map.Entry::getKey).toList();
        var printouts = month.printouts();
        assertThat(printouts.keySet()).containsExactlyInAnyOrderElementsOf(offered);
        for (var paper : List.of("80MM", "241", "241-1/2", "241-1/3", "FORM"))
            printouts.put("receipt " + paper, printouts.get("/api/communities/{community}/payments/{id}/receipt.html") + "?paper=" + Office.encoded(paper));
        var missing = new ArrayList<String>();
        var texts = new HashMap<String, String>();
        for (var print : printouts.entrySet()) {
            var answer = month.admin.get(print.getValue()).expect(200);
            var text = text(print, answer);
            texts.put(print.getKey().replaceFirst("^.*community}/", ""), text);
            if (answer.text().contains("<script") || answer.text().contains("<img src=x")) missing.add(print.getKey() + " 把住户的名字当网页");
            if (!print.getKey().endsWith(" FORM")) MUST_SAY.forEach((what, pattern) -> {
                if (!pattern.matcher(text).find()) missing.add(print.getKey() + " 没有" + what);
            });
        }
        assertThat(missing).isEmpty();
        assertThat(texts.get("collection/letters/batches/{batch}.pdf")).contains("1-1-106 已逾期 150.00 元").doesNotContain("{");
        assertThat(texts.get("bill-notices.pdf")).contains("请于 2026-09-25 前缴纳 60.00");
        assertThat(texts.get("deposits/{id}/deductions/{movement}/slip.html")).contains("2026-08-24");
        assertThat(texts.get("shifts/{id}/report.html")).contains("S00000007、SA00000001");
    }

    /** S11: last of all, because nothing in this community can be believed afterwards. */
    @Test
    @Order(Integer.MAX_VALUE)
    void S11_每一栏文字都是公式网页脚本控制符_列表导出打印都只当文字() throws Exception {
        var written = HostileTexts.write(month.community);
        assertThat(written).hasSizeGreaterThan(100);
        var wrong = new ArrayList<String>();
        var addresses = new ArrayList<>(month.printouts().values());
        for (var read : Crawl.of(month.admin, Operation.all(month.admin), month.community, 1).texts().entrySet()) {
            if (read.getKey().matches(".*\\.(xlsx|csv|html)(\\?.*)?")) addresses.add(read.getKey());
            if (read.getValue().contains("\"code\":\"unexpected\"")) wrong.add(read.getKey() + " " + read.getValue());
        }
        var bitten = 0;
        for (var address : addresses) {
            var answer = month.admin.get(address);
            if (answer.status() >= 500) wrong.add(address + " " + answer.text());
            if (answer.status() != 200) continue;
            var path = address.replaceAll("\\?.*", "");
            if (path.endsWith(".xlsx")) wrong.addAll(HostileTexts.inSheet(address, answer));
            else if (path.endsWith(".csv")) wrong.addAll(HostileTexts.inCsv(address, answer));
            else if (answer.text().contains("<img src=x") || answer.text().contains("<script>alert")) wrong.add(address + " 当成了网页");
            if ((path.endsWith(".xlsx") ? answer.workbook() : answer.text()).contains("onerror")) bitten++;
        }
        assertThat(wrong).isEmpty();
        assertThat(bitten).as("of %d addresses", addresses.size()).isGreaterThan(60);
    }

    private static String text(Map.Entry<String, String> print, Office.Answer answer) throws IOException {
        var isPdf = answer.text().startsWith("%PDF");
        if (System.getProperty("anju.prints") instanceof String folder)
            Files.write(Path.of(folder, print.getKey().replaceAll("^.*community}/|[{}]", "").replaceAll("\\W", "_") + (isPdf ? ".pdf" : ".html")), answer.raw().body());
        if (!isPdf) return answer.text();
        try (var pdf = Loader.loadPDF(answer.raw().body())) {
            return Normalizer.normalize(new PDFTextStripper().getText(pdf), Normalizer.Form.NFKC).replace('⻚', '页');     // the font's glyph is the radical's, too
        }
    }

    private static TreeMap<String, String> without0(Map<String, BigDecimal> balances) {
        var left = new TreeMap<String, String>();
        balances.forEach((account, balance) -> {
            if (balance.signum() != 0) left.put(account, balance.toPlainString());
        });
        return left;
    }
}
