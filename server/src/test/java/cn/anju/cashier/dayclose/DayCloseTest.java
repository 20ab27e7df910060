package cn.anju.cashier.dayclose;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class DayCloseTest {

    @Autowired Counter counter;

    @Test
    void 班没交_没解款_没签收都不能结_对平了才结_结了不再收款() {
        var community = counter.community(1);
        var first = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100").expect(201);
        counter.pay(community, "1-101", "WECHAT", "30").expect(201);
        assertThat(close(community).expect(409).text()).contains("还有 1 个班没有交", "还有 2 张收据没有解款");
        counter.office.post(path(community, "shifts/" + first + "/drops"), Map.of("amount", "60")).expect(204);
        counter.office.post(path(community, "shifts/" + first + "/close"), Map.of("countedCash", "38", "reason", "找错")).expect(200);
        assertThat(close(community).expect(409).code()).isEqualTo("day-not-balanced");
        counter.remit(community, "90");
        var check = counter.office.get(path(community, "day-closes/" + TODAY)).expect(200);
        assertThat(check.at("/check/isBalanced")).isEqualTo("true");
        assertThat(check.at("/check/total")).isEqualTo("130.00");
        assertThat(check.at("/check/safe")).isEqualTo("8.00");
        assertThat(check.at("/check/lines/2/left")).isEqualTo("98.00");
        var steward = People.of(counter.office).with("steward", community);
        assertThat(steward.post(path(community, "day-closes/" + TODAY), Map.of()).status()).isEqualTo(403);
        assertThat(counter.office.post(path(community, "day-closes/" + TODAY.plusDays(1)), Map.of()).expect(409).code()).isEqualTo("day-not-over");
        assertThat(close(community).expect(201).at("/closedAt")).isNotEmpty();
        assertThat(close(community).expect(409).code()).isEqualTo("day-already-closed");
        counter.openShift(community);
        assertThat(counter.pay(community, "1-101", "CASH", "5").expect(409).code()).isEqualTo("day-closed");
        assertThat(counter.office.get(path(community, "day-closes/" + TODAY)).at("/check/isBalanced")).isEqualTo("true");
        assertThat(counter.office.get(path(community, "day-closes/" + TODAY + "/report.html")).expect(200).text())
            .contains("日结表", "130.00", "现金与解款");
        assertThat(counter.office.get(path(community, "day-closes")).expect(200).at("/0/receipts")).isEqualTo("2");
        counter.assertBooksAgree(community);

        var week = counter.office.get(path(community, "slip-register")).expect(200);
        assertThat(week.at("/total")).isEqualTo("2");
        assertThat(week.at("/items/0/slip")).isEqualTo("JK20261121-1");
        assertThat(counter.office.get(path(community, "slip-register?to=2026-11-20&from=2026-11-01")).at("/total")).isEqualTo("0");
        assertThat(counter.office.get(path(community, "slip-register.html")).expect(200).text()).contains("2026-11-15 至 2026-11-21，共 2 张", "S00000002");
        var month = counter.office.get(path(community, "remittance-months/2026-11")).expect(200);
        assertThat(month.at("/total/cash")).isEqualTo("100.00");
        assertThat(month.at("/total/other")).isEqualTo("30.00");
        assertThat(month.at("/total/signed")).isEqualTo("90.00");
        assertThat(month.at("/days/0/variance")).isEqualTo("-2.00");
        assertThat(counter.office.get(path(community, "remittance-months/2026-11/report.html")).expect(200).text()).contains("收款月汇总表", "90.00");
        for (var sheet : List.of("slip-register.xlsx", "remittance-months.xlsx?month=2026-11"))
            assertThat(counter.office.get(path(community, sheet)).status()).isEqualTo(200);
    }

    private Office.Answer close(long community) {
        return counter.office.post(path(community, "day-closes/" + TODAY), Map.of());
    }
}
