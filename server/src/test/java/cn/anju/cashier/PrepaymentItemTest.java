package cn.anju.cashier;

import static cn.anju.cashier.Counter.TODAY;
import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class PrepaymentItemTest {

    @Autowired Counter counter;

    @Test
    void 指明项目的只抵它的账单_看得出哪个月不够_转户要另一人批_不是同一业主不转() {
        var community = counter.community(3);
        var office = counter.office;
        counter.own(community, "1-101", "张三", TODAY.minusYears(1));
        counter.own(community, "1-102", "张三", TODAY.minusYears(1));
        counter.own(community, "1-103", "李四", TODAY.minusYears(1));
        counter.openShift(community);
        for (var month = 1; month <= 3; month++) counter.owe(community, "1-101", "SF", "40.00", TODAY.minusMonths(month), "0");
        var other = counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(1), "0");
        counter.pay(community, "1-101", "CASH", "90.00", "billIds", List.of(), "prepayFor", "SF").expect(201);
        assertThat(counter.pay(community, "1-101", "CASH", "9.00", "billIds", List.of(), "prepayFor", "没有").expect(404).code()).isEqualTo("charge-item-not-found");
        var row = office.get(path(community, "prepayments?chargeItem=SF")).expect(200);
        assertThat(List.of(row.at("/items/0/balance"), row.at("/items/0/monthly"), row.at("/items/0/runsOutIn"))).containsExactly("90.00", "40.00", "2027-02-01");
        var account = row.at("/items/0/id");

        assertThat(counter.pay(community, "1-101", "PREPAYMENT", "50.00", "billIds", List.of(other)).expect(409).code()).isEqualTo("prepayment-short");
        counter.pay(community, "1-101", "PREPAYMENT", "40.00", "billIds",
            List.of(Long.valueOf(office.get(path(community, "bills?roomCode=1-101&state=OPEN&sort=dueOn")).expect(200).at("/items/0/id")))).expect(201);
        assertThat(office.get(path(community, "prepayments?chargeItem=SF")).expect(200).at("/items/0/balance")).isEqualTo("50.00");
        counter.assertBooksAgree(community);

        var clerk = People.of(office).with("front_desk", community);
        var wanted = Map.of("roomCode", "1-102", "amount", "30.00", "reason", "两套一起缴");
        assertThat(transfer(clerk, community, account, Map.of("roomCode", "1-103", "amount", "30.00", "reason", "给别人")).expect(409).code()).isEqualTo("not-same-owner");
        assertThat(transfer(clerk, community, account, Map.of("roomCode", "1-102", "amount", "50.01", "reason", "多了")).expect(409).code()).isEqualTo("prepayment-short");
        assertThat(transfer(clerk, community, account, Map.of("roomCode", "1-101", "chargeItem", "SF", "amount", "1.00", "reason", "原地")).expect(409).code()).isEqualTo("same-account");
        transfer(clerk, community, account, wanted).expect(201);
        assertThat(transfer(clerk, community, account, wanted).expect(409).code()).isEqualTo("transfer-under-way");
        assertThat(transfer(People.of(office).permitted(community, "cashier.read"), community, account, wanted).status()).isEqualTo(403);
        var elsewhere = office.newCommunity("隔壁", "2026-07-01");
        assertThat(transfer(office, elsewhere, account, wanted).status()).isEqualTo(404);

        var supervisor = People.of(office).with("cs_supervisor", community);
        var waiting = supervisor.get(path(community, "approvals")).expect(200).at("/items/0/id");
        supervisor.post(path(community, "approvals/" + waiting + "/decisions"), Map.of("isApproved", true, "note", "同一业主")).expect(200);
        assertThat(office.get(path(community, "prepayments?roomCode=1-102")).expect(200).at("/items/0/balance")).isEqualTo("30.00");
        assertThat(office.get(path(community, "prepayments?chargeItem=SF")).expect(200).at("/items/0/balance")).isEqualTo("20.00");
        assertThat(office.get(path(community, "prepayments.xlsx")).expect(200).workbook()).contains("哪个月不够", "SF费");
        counter.assertBooksAgree(community);
    }

    @Test
    void 业主的登记并到另一条_预存照样用得上_拆回也用得上() {
        var community = counter.community(1);
        var office = counter.office;
        var twice = counter.own(community, "1-101", "张三", TODAY.minusYears(1));
        var kept = counter.office.post(path(community, "people"), Map.of("kind", "PERSON", "name", "张三")).expect(201).id();
        counter.openShift(community);
        var bill = counter.owe(community, "1-101", "WY", "100.00", TODAY.minusDays(1), "0");
        counter.pay(community, "1-101", "CASH", "90.00", "billIds", List.of()).expect(201);
        office.post(path(community, "people/" + kept + "/merges/" + twice), Map.of()).expect(200);
        counter.pay(community, "1-101", "PREPAYMENT", "60.00", "billIds", List.of(bill)).expect(201);
        assertThat(office.get(path(community, "prepayments?roomCode=1-101")).expect(200).at("/items/0/personId")).isEqualTo(String.valueOf(kept));
        var merge = office.get(path(community, "people/" + kept + "/merges")).at("/0/id");
        office.post(path(community, "merges/" + merge + "/undo"), Map.of()).expect(200);
        counter.pay(community, "1-101", "PREPAYMENT", "30.00", "billIds", List.of(bill)).expect(201);
        assertThat(counter.outstanding(community, bill)).isEqualTo("10.00");
        counter.assertBooksAgree(community);
    }

    private static Office.Answer transfer(Office office, long community, String account, Map<String, String> wanted) {
        return office.post(path(community, "prepayments/" + account + "/transfers"), wanted);
    }
}
