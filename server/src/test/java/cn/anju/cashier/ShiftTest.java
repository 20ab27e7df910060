package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class ShiftTest {

    @Autowired Counter counter;

    long community;

    @BeforeEach
    void open() {
        community = counter.community(1);
    }

    @Test
    void 一人一班_开着不能再开() {
        var shift = counter.openShift(community);
        assertThat(counter.office.post(path(community, "shifts"), Map.of()).expect(409).code()).isEqualTo("shift-already-open");
        assertThat(counter.office.get(path(community, "shifts/current")).expect(200).at("/shift/id")).isEqualTo(Long.toString(shift));
    }

    @Test
    void 盲点_交班之前看不到现金_点错了只说不符() {
        var shift = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100").expect(201);
        counter.pay(community, "1-101", "WECHAT", "30").expect(201);
        var current = counter.office.get(path(community, "shifts/current")).expect(200);
        assertThat(current.at("/shift/totals/byMethod/WECHAT")).isEqualTo("30.00");
        assertThat(current.text()).doesNotContain("CASH").doesNotContain("100.00");
        var refused = close(shift, Map.of("countedCash", "90")).expect(409);
        assertThat(refused.code()).isEqualTo("cash-difference-unexplained");
        assertThat(refused.text().replace(refused.at("/instance"), "")).as("but for the address, whose numbers may be any").doesNotContain("100").doesNotContain("10.00");
        var closed = close(shift, Map.of("countedCash", "90", "reason", "少找回一张")).expect(200);
        assertThat(closed.at("/difference")).isEqualTo("-10.00");
        assertThat(closed.at("/totals/CASH")).isEqualTo("100.00");
        assertThat(counter.balance(community, "1901")).isEqualTo("10.00");
        assertThat(counter.balance(community, "1001")).isEqualTo("90.00");
        assertThat(counter.office.get(path(community, "shifts/safe")).at("/balance")).isEqualTo("90.00");
        var row = counter.office.get(path(community, "shifts?different=true")).expect(200);
        assertThat(row.at("/items/0/counts")).isEqualTo("2");
        assertThat(close(shift, Map.of("countedCash", "90")).expect(409).code()).isEqualTo("shift-closed");
    }

    @Test
    void 备用金从保险柜领_不够不给_交班还回去() {
        assertThat(counter.office.post(path(community, "shifts"), Map.of("floatAmount", "200")).expect(409).code()).isEqualTo("safe-short");
        var first = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "500").expect(201);
        close(first, Map.of("countedCash", "500")).expect(200);
        var second = counter.office.post(path(community, "shifts"), Map.of("floatAmount", "200")).expect(201).id();
        assertThat(counter.office.get(path(community, "shifts/safe")).at("/balance")).isEqualTo("300.00");
        var closed = close(second, Map.of("countedCash", "200.00", "denominations", Map.of("100", 1, "50", 2))).expect(200);
        assertThat(counter.office.get(path(community, "shifts/" + second + "/report.html")).expect(200).text()).containsSubsequence("面额", "100 元", "50 元", "100.00");
        assertThat(closed.at("/difference")).isEqualTo("0.00");
        assertThat(closed.at("/totals/CASH")).isEqualTo("0.00");
        assertThat(counter.office.get(path(community, "shifts/safe")).at("/balance")).isEqualTo("500.00");
        counter.assertBooksAgree(community);
    }

    @Test
    void 面额加起来不对_不收() {
        var shift = counter.openShift(community);
        assertThat(close(shift, Map.of("countedCash", "150", "denominations", Map.of("100", 1))).expect(400).code()).isEqualTo("denominations-mismatch");
        assertThat(close(shift, Map.of("countedCash", "-1")).expect(400).code()).isEqualTo("amount-invalid");
        assertThat(close(shift, Map.of()).status()).isEqualTo(400);
    }

    @Test
    void 作废_账单重新欠着_预存退回_号码保留_交班以后不能再作废() {
        var shift = counter.openShift(community);
        var bill = counter.owe(community, "1-101", "WY", "100.00", TODAY, "0");
        var paid = counter.pay(community, "1-101", "CASH", "130").expect(201);
        var voided = counter.office.post(path(community, "payments/" + paid.id() + "/void"), Map.of("reason", "付错房号")).expect(200);
        assertThat(voided.at("/voided/reason")).isEqualTo("付错房号");
        assertThat(voided.at("/payment/receiptNo")).isEqualTo("S00000001");
        assertThat(counter.outstanding(community, bill)).isEqualTo("100.00");
        assertThat(counter.balance(community, "1001")).isEqualTo("0.00");
        assertThat(counter.balance(community, "2203")).isEqualTo("0.00");
        assertThat(counter.pay(community, "1-101", "CASH", "100").expect(201).at("/receiptNo")).isEqualTo("S00000002");
        var prepaid = counter.pay(community, "1-101", "CASH", "50").expect(201);
        counter.owe(community, "1-101", "SF", "20.00", TODAY, "0");
        counter.pay(community, "1-101", "PREPAYMENT", "20").expect(201);
        assertThat(counter.office.post(path(community, "payments/" + prepaid.id() + "/void"), Map.of("reason", "退")).expect(409).code())
            .isEqualTo("prepayment-used");
        close(shift, Map.of("countedCash", "150")).expect(200);
        assertThat(counter.office.post(path(community, "payments/" + prepaid.id() + "/void"), Map.of("reason", "退")).expect(409).code())
            .isEqualTo("shift-closed");
        counter.assertBooksAgree(community);
    }

    @Test
    void 收据各种纸都能印_第二次起标补打_作废的标作废() {
        var shift = counter.openShift(community);
        counter.owe(community, "1-101", "WY", "1010.05", TODAY, "0");
        var paid = counter.pay(community, "1-101", "CASH", "1100", "surplus", "CHANGE", "payerName", "<张三>").expect(201);
        var receipt = path(community, "payments/" + paid.id() + "/receipt.html");
        assertThat(counter.office.get(receipt).expect(200).text()).doesNotContain("补打");
        var first = counter.office.post(receipt, Map.of()).expect(200);
        assertThat(first.text()).contains("壹仟零壹拾元零伍分", "S00000001", "WY费", "&lt;张三&gt;", "找零 89.95").doesNotContain("补打", "<张三>");
        var copies = 0;
        for (var paper : List.of("80MM", "241", "241-1%2F2", "241-1%2F3", "FORM"))
            assertThat(counter.office.post(receipt + "?offsetX=3&offsetY=-2&paper=" + paper, Map.of()).expect(200).text())
                .contains("补打 " + ++copies, "left: 3mm", "1,010.05");
        assertThat(counter.office.post(receipt + "?paper=B3", Map.of()).expect(400).code()).isEqualTo("paper-unknown");
        counter.office.post(path(community, "payments/" + paid.id() + "/void"), Map.of("reason", "错")).expect(200);
        assertThat(counter.office.get(receipt).expect(200).text()).contains("作废");
        assertThat(counter.office.get(path(community, "shifts/" + shift + "/report.html")).expect(409).code()).isEqualTo("shift-open");
        close(shift, Map.of("countedCash", "0")).expect(200);
        assertThat(counter.office.get(path(community, "shifts/" + shift + "/report.html")).expect(200).text())
            .contains("收款交班表", "作废 1 张", "S00000001", "长短款");
    }

    @Test
    void 挂单_最多五单_换台电脑也在() {
        for (var i = 0; i < 5; i++)
            counter.office.post(path(community, "held-carts"), Map.of("label", "第 " + i, "content", Map.of("roomCode", "1-101"))).expect(201);
        assertThat(counter.office.post(path(community, "held-carts"), Map.of("label", "六", "content", Map.of())).expect(409).code())
            .isEqualTo("held-carts-full");
        var held = counter.office.get(path(community, "held-carts")).expect(200);
        assertThat(held.at("/4/content/roomCode")).isEqualTo("1-101");
        counter.office.delete(path(community, "held-carts/" + held.at("/0/id"))).expect(204);
        assertThat(counter.office.get(path(community, "held-carts")).json().size()).isEqualTo(4);
    }

    private Office.Answer close(long shift, Map<String, Object> count) {
        return counter.office.post(path(community, "shifts/" + shift + "/close"), count);
    }
}
