package cn.anju.month;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.TestClock;
import cn.anju.cashier.Counter;
import cn.anju.kernel.DayEnd;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * 八月，一个小区的收费处从月初办到月末：出账、通知、几班收款、交接、解款、作废、退款、减免、更正、异议、催缴、承诺、
 * 对账、手工凭证、报销、代收移交、押金、过户、结账。每个人用自己岗位的权限，钟一天一天地走。
 *
 * <p>Each step that moves money also writes down, in {@link #own}, what it must do to the books: reckoned here, by hand, and
 * compared with the ledger at the end.
 */
final class OfficeMonth extends MonthDesk {

    OfficeMonth(Counter counter, TestClock clock, List<DayEnd> ends) {
        super(counter, clock, ends);
    }

    OfficeMonth tell() {
        july();
        beginning();
        counterDays();
        refundAndRelief();
        correctionAndDispute();
        dunning();
        jointPayment();
        promiseKept();
        expenses();
        agencyAndDeposit();
        ownerChange();
        monthEnd();
        monthClose();
        return this;
    }

    private void july() {
        admin.put(path("settings/cashier.handover-required"), Map.of("value", "true")).expect(204);
        var roster = new StringBuilder("楼栋,单元,楼层,房号,房屋类型,建筑面积,房屋状态,业主姓名,性别,联系电话,证件号码,交房日期,车牌号,备注\n");
        var owners = List.of("张三", "李四", "王五", "赵六", "钱七", "孙八<img src=x onerror=alert(1)>");
        for (var i = 0; i < 6; i++) roster.append("1,1,1,%d,住宅,100,自住,%s,男,1660000000%d,,2020-01-01,,\n".formatted(101 + i, owners.get(i), i + 1));
        load("roster", "名册.csv", roster.toString());
        tariff("WY01", "物业费", "rule", "BY_AREA", "price", "2.00", "lateFeeRate", "0.001");
        tariff("SF01", "水费", "rule", "METERED", "price", "5.00", "meterKind", "水");
        for (var i = 101; i <= 106; i++) {
            made.put("W" + i, meter("W" + i, "水", i, "2026-07-01"));
            read(i, "2026-07", "10");
        }
        publish("2026-07");
        book("1122", "1500.00", "6001", "-1200.00", "224101", "-300.00");
    }

    /** 八月三日：出账前看清单，结七月的账，开银行账册，预存，出固定费，发通知单。 */
    private void beginning() {
        go(3);
        accountant.post(path("ledger/periods/2026-07/close"), Map.of()).expect(200);
        made.put("bank", String.valueOf(accountant.post(path("ledger/bank-books"), Map.of("name", "基本户", "bank", "工商银行", "number", "6222000011112222", "accountCode", "1002",
            "purpose", "收费", "seals", "财务章、法人章", "startsOn", "2026-08-01", "startBalance", "0.00", "isActive", true)).expect(201).id()));
        made.put("book", String.valueOf(accountant.post(path("ledger/books"), Map.of("kind", "CASH", "name", "现金日记账", "year", 2026, "openedOn", "2026-07-01",
            "keeper", "王出纳", "supervisor", "李会计")).expect(201).id()));
        accountant.put(path("ledger/collectors"), Map.of("chargeItem", charge("TC01", "停车费", "30.00"), "entityId", developer, "isAgency", true)).expect(200);
        assertThat(collector.get(path("billing-checks/before-cycle?month=2026-08")).expect(200).json().get("lines").valueStream()
            .filter(line -> !line.get("state").asString().equals("GREEN")).map(line -> line.get("check").asString())).containsExactly("READING_MISSING");
        var shift = open(desk);
        pay(desk, 102, tender("WECHAT", "600.00"), "billIds", List.of()).expect(201);
        book("1012", "600.00", "2203", "-600.00");
        close(desk, collector, shift, "0.00", "0.00");
        dayClose();
        publish("2026-08");
        book("1122", "1380.00", "6001", "-1200.00", "224103", "-180.00", "2203", "200.00", "1122", "-200.00");
        var rooms = collector.get(path("bill-notices?month=2026-08")).expect(200).json().get("items").valueStream().map(row -> row.get("roomId").asLong()).toList();
        collector.post(path("bill-notices/deliveries"), Map.of("month", "2026-08", "rooms", rooms, "way", "DOOR", "receiver", "本人")).expect(200);
    }

    /** 四日、五日：几种方式收款，收错作废，押金，发票，两班交接，解款，日结。 */
    private void counterDays() {
        go(4);
        var shift = open(collector);
        made.put("payment", pay(collector, 101, tender("CASH", "252.00"), "billIds", july(101)).expect(201).at("/id"));
        pay(collector, 104, List.of(Map.of("method", "CASH", "amount", "102.00"), Map.of("method", "POS", "amount", "150.00")), "billIds", july(104)).expect(201);
        book("1001", "354.00", "1012", "150.00", "1122", "-500.00", "6301", "-4.00");
        var wrong = pay(collector, 103, tender("ALIPAY", "252.00"), "billIds", july(103)).expect(201).id();
        collector.post(path("payments/" + wrong + "/void"), Map.of("reason", "收错了房")).expect(200);
        made.put("deposit", collector.post(path("deposits"), Map.of("roomCode", room(105), "kind", "RENOVATION", "amount", "2000.00", "method", "CASH",
            "payerName", "钱七", "cause", "装修<script>alert(1)</script>"), "Idempotency-Key", key()).expect(201).at("/deposit/id"));
        book("1001", "2000.00", "224102", "-2000.00");
        invoice();
        close(collector, desk, shift, "2354.00", "2354.00");
        dayClose();

        go(5);
        shift = open(desk);
        pay(desk, 105, List.of(Map.of("method", "BANK_TRANSFER", "amount", "252.20", "reference", "T88001")), "billIds", july(105)).expect(201);
        book("1002", "252.20", "1122", "-250.00", "6301", "-2.20");
        close(desk, collector, shift, "0.00", "0.00");
        dayClose();
    }

    private void invoice() {
        for (var item : accountant.get(path("tax-items")).expect(200).json())
            accountant.put(path("tax-items/" + item.get("chargeItemId").asString()), Map.of("taxCode", "3040801010000000000", "rate", "0.06")).expect(200);
        var book = cashier.post(path("books"), Map.of("kind", "INVOICE", "series", "FP", "firstNumber", 1, "lastNumber", 50)).expect(201).at("/book/id");
        cashier.post(path("books/" + book + "/issue"), Map.of("holderId", Long.valueOf(collector.get("/api/session").at("/staffId")))).expect(200);
        var asked = collector.post(path("payments/" + made.get("payment") + "/invoices"), Map.of("kind", "NORMAL", "title", "张三"), "Idempotency-Key", key())
            .expect(201).at("/invoice/id");
        collector.post(path("invoices/" + asked + "/issue"), Map.of("invoiceNo", "FP-00000001")).expect(200);
        made.put("invoice", asked);
    }

    /** 六日、七日：预存退一部分，批了才付；一笔减免，批了就核销。 */
    private void refundAndRelief() {
        go(6);
        var account = Long.parseLong(collector.get(path("prepayments?roomCode=" + room(102))).expect(200).at("/items/0/id"));
        var refund = collector.post(path("refunds"), Map.of("kind", "PREPAYMENT", "sourceId", account, "amount", "100.00", "payee", "李四", "reason", "多存了")).expect(201).id();
        approve();
        cashier.post(path("refunds/" + refund + "/payout"), Map.of("method", "BANK_TRANSFER")).expect(200);
        made.put("refund", String.valueOf(refund));
        book("2203", "100.00", "1002", "-100.00");
        go(7);
        collector.post(path("bills/" + bill(106, "WY01", "2026-07") + "/waiver"), Map.of("amount", "50.00", "reason", "维修耽误")).expect(201);
        approve();
        book("6001", "50.00", "1122", "-50.00");
    }

    /** 十日、十一日：七月抄错的读数更正，差额记到开着的八月；一笔异议，裁定冲销。 */
    private void correctionAndDispute() {
        go(10);
        var order = Map.of("from", "2026-07", "reason", "抄错了", "reading", Map.of("meterNumber", "W103", "value", "8"));
        var seen = supervisor.post(path("corrections/preview"), order).expect(200);
        supervisor.post(path("corrections"), Map.of("order", order, "digest", seen.at("/digest")), "Idempotency-Key", key()).expect(201);
        book("1122", "-10.00", "224101", "10.00");
        go(11);
        var dispute = collector.post(path("bills/" + bill(104, "WY01", "2026-08") + "/disputes"), Map.of("raisedBy", "赵六", "claim", "屋顶漏水没修")).expect(201).id();
        director.post(path("disputes/" + dispute + "/decision"), Map.of("isReversed", true, "note", "情况属实")).expect(200);
        book("1122", "-200.00", "6001", "200.00");
    }

    /** 十二日：催缴方案批了就派活；电话里作了承诺；一封催缴函、一封律师函印好送到。 */
    private void dunning() {
        go(12);
        var step = Map.of("kind", "电话", "daysOverdue", 10, "leastAmount", "100.00", "title", "电话提醒", "body", "");
        var plan = collector.post(path("collection/plans"), Map.of("name", "八月催缴", "steps", List.of(step))).expect(201).id();
        collector.post(path("collection/plans/" + plan + "/submission"), Map.of("reason", "七月未缴")).expect(200);
        approve();
        assertThat(collector.post(path("collection/round"), Map.of()).expect(200).at("/tasks")).isEqualTo("3");
        var task = collector.get(path("collection/tasks?state=OPEN&room=" + roomId(103))).expect(200).at("/items/0/id");
        collector.post(path("collection/contacts"), Map.of("roomId", roomId(103), "way", "PHONE", "outcome", "PROMISED", "answer", "二十日前缴", "taskId", Long.valueOf(task),
            "instalments", List.of(Map.of("dueOn", "2026-08-20", "amount", "200.00")))).expect(201);
        collector.post(path("collection/contacts"), Map.of("roomId", roomId(106), "way", "VISIT", "outcome", "NOTED", "answer", "家里没人")).expect(201);
        for (var kind : List.of("催缴函", "律师函")) collector.post(path("collection/letters"), Map.of("roomId", roomId(106), "kind", kind, "title", kind,
            "body", "贵户 {房号} 已逾期 {金额} 元，请于七日内缴清。")).expect(201);
        made.put("batch", collector.post(path("collection/letters/batches"), Map.of()).expect(200).at("/batch"));
        for (var letter : collector.get(path("collection/letters?state=PRINTED")).expect(200).json().get("items"))
            collector.post(path("collection/letters/" + letter.get("id").asString() + "/delivery"), Map.of("way", "HAND", "deliveredOn", "2026-08-12", "receiver", "孙八")).expect(200);
        made.put("evidence", String.valueOf(collector.post(path("collection/evidence"), Map.of("roomId", roomId(106))).expect(201).id()));
    }

    /** 十四日：两间房、一张门禁卡、代收的停车费，一次收清，找零；六十元留在保险柜。 */
    private void jointPayment() {
        go(14);
        supervisor.put(path("one-off-prices"), Map.of("code", "CARD", "name", "门禁卡", "unit", "张", "price", "20.00", "isActive", true)).expect(200);
        var shift = open(desk);
        var parts = List.of(Map.of("roomCode", room(101), "charges", List.of(Map.of("code", "CARD"))), Map.of("roomCode", room(105)));
        var cart = desk.post(path("carts"), Map.of("parts", parts, "tenders", tender("CASH", "500.00"), "surplus", "CHANGE", "expectedDue", "480.00"), "Idempotency-Key", key())
            .expect(201);
        assertThat(cart.at("/change")).isEqualTo("20.00");
        made.put("cart", cart.at("/id"));
        book("1001", "480.00", "1122", "-400.00", "1122", "-60.00", "6001", "-20.00");
        made.put("shift", String.valueOf(shift));
        close(desk, collector, shift, "480.00", "420.00");
        dayClose();
    }

    /** 十八日：承诺的钱到了，渠道账单对得上。 */
    private void promiseKept() {
        go(18);
        var shift = open(collector);
        pay(collector, 103, List.of(Map.of("method", "WECHAT", "amount", "204.80", "reference", "4200001")), "billIds", List.of(bill(103, "WY01", "2026-07"))).expect(201);
        book("1012", "204.80", "1122", "-200.00", "6301", "-4.80");
        close(collector, desk, shift, "0.00", "0.00");
        dayClose();
        var bill = "交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易状态,应结订单金额,微信退款单号,退款金额,手续费,费率\n"
            + "`2026-08-18 09:01:02,`wx1,`1900,`4200001,`B1,`o1,`SUCCESS,`204.80,`0,`0.00,`1.23,`0.60%\n总交易单数,应结订单总金额,退款总金额\n`1,`204.80,`0.00\n";
        assertThat(cashier.upload(path("ledger/channel-bills"), "微信.csv", bill.getBytes(StandardCharsets.UTF_8)).expect(200).at("/added")).isEqualTo("1");
        assertThat(cashier.get(path("ledger/channel-comparison?from=2026-08-18&to=2026-08-18")).expect(200).at("/matched")).isEqualTo("1");
        go(21);
        assertThat(collector.get(path("collection/promises")).expect(200).at("/items/0/state")).isEqualTo("KEPT");
    }

    /** 二十一日：报销六十元，批了从保险柜付现金；手续费五元，手工凭证由另一人审核。 */
    private void expenses() {
        var claim = supervisor.post(path("ledger/expenses"), Map.of("title", "灯泡", "spentOn", "2026-08-20", "amount", "60.00", "account", "6602", "payee", "五金店",
            "reason", "楼道灯<script>alert(1)</script>坏")).expect(201).id();
        supervisor.upload(path("attachments?subject=expense:" + claim), "发票.png", Counter.PNG).expect(201);
        supervisor.post(path("ledger/expenses/" + claim + "/submission"), Map.of()).expect(200);
        approve();
        cashier.post(path("ledger/expenses/" + claim + "/payout"), Map.of("funds", "CASH")).expect(200);
        book("6602", "60.00", "1001", "-60.00");
        var voucher = cashier.post(path("ledger/vouchers"), Map.of("date", "2026-08-21", "summary", "账户管理费", "documents", 1, "lines",
            List.of(Map.of("account", "6603", "debit", "5.00"), Map.of("account", "1002", "credit", "5.00")))).expect(201).id();
        cashier.upload(path("attachments?subject=voucher:" + voucher), "回单.png", Counter.PNG).expect(201);
        cashier.post(path("ledger/vouchers/" + voucher + "/submission"), Map.of()).expect(200);
        made.put("entry", accountant.post(path("ledger/vouchers/" + voucher + "/review"), Map.of()).expect(200).at("/voucher/entryId"));
        book("6603", "5.00", "1002", "-5.00");
    }

    /** 二十四日：代收的停车费移交开发商；押金扣一百有依据，其余退回。 */
    private void agencyAndDeposit() {
        go(24);
        var payout = cashier.post(path("agency-payouts"), Map.of("entityId", developer, "from", "2026-08-01", "to", "2026-08-24", "expected", "60.00", "payee", "云栖置业")).expect(201).id();
        approve();
        collector.post(path("agency-payouts/" + payout + "/payment"), Map.of("method", "BANK_TRANSFER", "reference", "YH1")).expect(200);
        made.put("payout", String.valueOf(payout));
        book("224103", "60.00", "1002", "-60.00");
        var deposit = made.get("deposit");
        var evidence = supervisor.upload(path("attachments?subject=deposit:" + deposit), "现场.png", Counter.PNG).expect(201).id();
        made.put("movement", supervisor.post(path("deposits/" + deposit + "/deductions"), Map.of("amount", "100.00", "reason", "墙面<script>alert(1)</script>损坏", "attachmentIds", List.of(evidence)),
            "Idempotency-Key", key()).expect(201).at("/movements/0/id"));
        book("224102", "100.00", "6051", "-100.00");
        var refund = desk.post(path("refunds"), Map.of("kind", "DEPOSIT", "sourceId", Long.valueOf(deposit), "amount", "1900.00", "payee", "钱七", "reason", "装修验收合格")).expect(201).id();
        approve();
        cashier.post(path("refunds/" + refund + "/payout"), Map.of("method", "BANK_TRANSFER")).expect(200);
        book("224102", "1900.00", "1002", "-1900.00");
    }

    /** 二十六日：104 过户，当天抄表，两位业主都确认；102 的预付费电表余额不足，打印通知单。 */
    private void ownerChange() {
        go(26);
        var next = supervisor.post(path("people"), Map.of("kind", "PERSON", "name", "周九")).expect(201).id();
        var order = Map.of("on", "2026-08-26", "ownerIds", List.of(next), "prepayment", "MOVE", "deposit", "MOVE",
            "readings", List.of(Map.of("meterNumber", "W104", "value", "20")));
        var seen = supervisor.post(path("rooms/" + roomId(104) + "/owner-settlements/preview"), order).expect(200);
        made.put("settlement", supervisor.post(path("rooms/" + roomId(104) + "/owner-settlements"), Map.of("order", order, "digest", seen.at("/digest"),
            "fromConfirmed", "赵六 签字", "toConfirmed", "周九 签字"), "Idempotency-Key", key()).expect(201).at("/id"));

        var power = charge("DF01", "电费", "0.50", "rule", "METERED", "meterKind", "电");
        var meter = meter("D102", "电", 102, "2026-08-26");
        collector.post(path("prepaid-meters"), Map.of("meterIds", List.of(Long.valueOf(meter)), "fromOn", "2026-08-26")).expect(200);
        made.put("supply", collector.get(path("prepaid-meters")).expect(200).at("/items/0/id"));
        var shift = open(desk);
        pay(desk, 102, tender("CASH", "20.00"), "billIds", List.of(), "prepayFor", power).expect(201);
        book("1001", "20.00", "2203", "-20.00");
        collector.put(path("metering/daily-readings/" + meter + "/2026-08-26"), Map.of("value", "10")).expect(200);
        desk.post(path("prepaid-falls/" + collector.get(path("prepaid-falls")).expect(200).at("/items/0/id") + "/notices"), Map.of("way", "CALL", "told", "李四")).expect(201);
        close(desk, collector, shift, "20.00", "20.00");
        dayClose();
    }

    /** 三十一日：抄八月的水表，补出水费，银行对账单导入、自动勾对。 */
    private void monthEnd() {
        go(31);
        for (var i = 101; i <= 106; i++) read(i, "2026-08", i == 103 ? "20" : "22");
        publish("2026-08");
        book("1122", "360.00", "224101", "-360.00", "2203", "60.00", "1122", "-60.00");
        var statement = "某某银行对账单\n流水号,交易日期,发生额,余额,对方户名,摘要\nS1,2026-08-04,2354.00,2354.00,翠湖花园,现金解款\nS2,2026-08-05,252.20,2606.20,钱七,转账 T88001\n"
            + "S3,2026-08-06,-100.00,2506.20,李四,退款\nS4,2026-08-14,420.00,2926.20,翠湖花园,现金解款\nS5,2026-08-21,-5.00,2921.20,,账户管理费\n"
            + "S6,2026-08-24,-60.00,2861.20,云栖置业,移交\nS7,2026-08-24,-1900.00,961.20,钱七,退押金\nS8,2026-08-31,35.00,996.20,李娜,转账\n";
        assertThat(cashier.upload(path("ledger/bank-books/" + made.get("bank") + "/statements"), "对账单.csv", statement.getBytes(StandardCharsets.UTF_8)).expect(200).at("/added"))
            .isEqualTo("8");
        cashier.post(path("ledger/bank-books/" + made.get("bank") + "/automatic-matches"), Map.of()).expect(200);
    }

    /** 九月一日：调节表签认，清单全绿，结账，凭证导给财务软件，立卷。 */
    private void monthClose() {
        today = LocalDate.of(2026, 8, 31);
        night();
        today = LocalDate.of(2026, 9, 1);
        clock.setTo(today);
        assertThat(accountant.post(path("ledger/periods/2026-08/close"), Map.of()).expect(409).at("/detail")).contains("余额调节表还没有签认");
        cashier.post(path("ledger/bank-books/" + made.get("bank") + "/reconciliations/2026-08/signature"), Map.of()).expect(200);
        accountant.post(path("ledger/periods/2026-08/close"), Map.of()).expect(200);
        accountant.post(path("ledger/exports"), Map.of("system", "U8", "month", "2026-08")).expect(201);
        made.putAll(Map.of("day", "2026-08-14", "14", "2026-08-14", "month", "2026-08", "room", String.valueOf(roomId(101))));
        accountant.post(path("ledger/archive"), Map.of("period", "2026-08", "kind", "VOUCHERS", "title", "2026 年 8 月凭证 第一册", "pages", 60, "keeper", "王档案")).expect(201);
        night();
    }

    /** 结账以后又收了一笔：现金一百元，进九月。 */
    void payInSeptember() {
        today = LocalDate.of(2026, 9, 3);
        clock.setTo(today);
        open(collector);
        pay(collector, 106, tender("CASH", "100.00"), "billIds", List.of(bill(106, "WY01", "2026-07"))).expect(201);
    }

    /** Where each kind of printout of this month is to be had, by its address with the variables still in it. */
    Map<String, String> printouts() {
        var august = "?from=2026-08-01&to=2026-08-31";
        made.put("register", "fire-check");
        made.put("registerEntry", String.valueOf(admin.post(path("registers/fire-check/entries"), Map.of("day", "2026-08-20", "values",
            Map.of("point", "<script>大堂", "equipment", "灭火器", "result", "完好")), "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id()));
        made.computeIfAbsent("handover", key -> String.valueOf(admin.post(path("shift-handovers"), Map.of("post", "FRONT_DESK", "shift", "NIGHT", "day", admin.get(path("today")).at("/date"),
            "log", "<script>夜里无事", "lines", List.of(Map.of("kind", "MATTER", "text", "<img src=x>早上看阳台", "needsPerson", true)))).expect(201).id()));
        made.computeIfAbsent("leave", key -> String.valueOf(collector.post(path("leaves"), Map.of("kind", "PERSONAL", "fromOn", admin.get(path("today")).at("/date"), "fromNoon", true,
            "toOn", admin.get(path("today")).at("/date"), "toNoon", false, "reason", "<script>家里有事")).expect(201).status()));
        made.computeIfAbsent("plan", key -> String.valueOf(collector.post(path("plans"), Map.of("level", "PERSON", "span", "DAY", "day", admin.get(path("today")).at("/date"), "aim", "<script>催收",
            "items", List.of(Map.of("text", "<img src=x>走访", "staffId", collector.get("/api/session").json().at("/staffId").asLong(), "dueOn", admin.get(path("today")).at("/date"))))).expect(201).id()));
        var own = collector.get("/api/session").json().at("/staffId").asLong();
        made.computeIfAbsent("task", key -> String.valueOf(collector.post(path("tasks"), Map.of("kind", "HELP", "title", "<script>帮忙", "staffId", own, "dueOn", admin.get(path("today")).at("/date")),
            "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id()));
        made.computeIfAbsent("meeting", key -> String.valueOf(admin.post(path("meetings"), Map.of("kind", "DEPARTMENT", "topic", "<img src=x>例会", "place", "二楼", "startsAt", admin.get(path("today")).at("/date") + "T01:00:00Z",
            "people", List.of(own)), "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id()));
        made.computeIfAbsent("trainingPlan", key -> String.valueOf(admin.post(path("training-plans"), Map.of("span", "MONTH", "day", "2026-08-20", "unit", "<script>客服部", "aim", "<img src=x>少出错", "lines",
            List.of(Map.of("kind", "POST", "topic", "<script>礼仪", "posts", List.of("收费员"), "leaderId", own, "dueOn", "2026-08-30", "hours", "2")))).expect(201).id()));
        made.computeIfAbsent("training", key -> String.valueOf(admin.add(path("trainings"), Map.of("kind", "POST", "topic", "<script>礼仪", "trainerName", "<img src=x>外请", "startsAt",
            admin.get(path("today")).at("/date") + "T01:00:00Z", "hours", "2", "place", "二楼", "posts", List.of(), "people", List.of(own))).expect(201).id()));
        made.computeIfAbsent("trainingTest", key -> String.valueOf(admin.add(path("training-tests"), Map.of("title", "<script>礼仪", "opensOn", admin.get(path("today")).at("/date"), "closesOn",
            admin.get(path("today")).at("/date"), "passMark", 1, "posts", List.of(), "people", List.of(own), "items", List.of(Map.of("points", 5, "questionId", admin.post(path("training-questions"),
                Map.of("subject", "接待", "kind", "JUDGEMENT", "text", "<img src=x>三声内接", "options", List.of(), "answers", List.of(1))).expect(201).id())))).expect(201).id()));
        admin.put(path("appraisal-criteria"), Map.of("post", "通用", "items", List.of(Map.of("item", "<script>接待", "standard", "<img src=x>三声内接", "points", 10)))).expect(204);
        made.computeIfAbsent("appraisal", key -> String.valueOf(admin.post(path("appraisals"), Map.of("staffId", own, "span", "MONTH", "day", "2026-08-20", "comment", "<script>好",
            "scores", List.of(Map.of("score", 8)))).expect(201).id()));
        made.computeIfAbsent("reward", key -> String.valueOf(admin.add(path("rewards"), Map.of("kind", "REWARD", "staffId", own, "happenedOn", "2026-08-20", "reason", "<img src=x>拾金不昧", "amount", "100.00")).expect(201).id()));
        made.computeIfAbsent("talk", key -> String.valueOf(admin.add(path("staff-talks"), Map.of("staffId", own, "talkedOn", admin.get(path("today")).at("/date"), "topic", "WORK",
            "content", "<script>想多学一样")).expect(201).id()));
        made.computeIfAbsent("probation", key -> {
            admin.put(path("staff-files/" + own), Map.of("joinedOn", "2026-06-01", "probationTo", "2026-09-01")).expect(204);
            return String.valueOf(admin.post(path("probation-reviews"), Map.of("staffId", own, "score", 80, "comment", "<script>能用", "outcome", "PASS")).expect(201).id());
        });
        made.computeIfAbsent("contract", key -> String.valueOf(admin.post(path("contracts"), Map.of("kind", "CONTRACT", "title", "<script>电梯维保", "counterparty", "<img src=x>电梯公司", "fromOn", "2026-01-01",
            "toOn", "2026-12-31", "ownerId", own), "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id()));
        made.computeIfAbsent("matter", key -> String.valueOf(admin.post(path("matters"), Map.of("kind", "PROPOSAL", "topic", "SERVICE", "title", "<script>加一班", "content", "<img src=x>夜里没有人", "toId",
            admin.get(path("matters/receivers?kind=PROPOSAL")).json().at("/people/0/id").asLong()), "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id()));
        made.computeIfAbsent("journal", key -> String.valueOf(admin.put(path("journals/today"), Map.of("kind", "WORK", "content", "<script>接待六位", "items", List.of(Map.of("text", "<img src=x>补漆")),
            "follows", List.of())).expect(200).id()));
        made.computeIfAbsent("budget", key -> String.valueOf(admin.post(path("budgets"), Map.of("span", "YEAR", "day", "2099-01-01", "unit", "客服部", "note", "<script>照去年",
            "lines", List.of(Map.of("account", "6602", "item", "<img src=x>印刷", "amount", "100.00"))), "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id()));
        made.computeIfAbsent("document", key -> String.valueOf(admin.post(path("documents"), Map.of("kind", "RECEIVED", "category", "OFFICE", "title", "<script>通知", "party", "<img src=x>街道办",
            "content", "<b>请自查", "datedOn", "2026-08-20"), "Idempotency-Key", UUID.randomUUID().toString()).expect(201).id()));
        made.computeIfAbsent("profile", key -> String.valueOf(admin.post(path("post-profiles"), Map.of("post", "收费员", "version", 0, "superior", "<script>客服主管", "headcount", 2, "requirements", "<img src=x>会计证")).expect(201).id()));
        made.computeIfAbsent("briefing", key -> String.valueOf(admin.post(path("briefings"), Map.of("kind", "BRIEFING", "shift", "DAY", "day", admin.get(path("today")).at("/date"), "attention", "<script>防风",
            "people", List.of(Map.of("staffId", own, "isPresent", true, "isTidy", true, "duty", "<img src=x>南门")))).expect(201).id()));
        made.computeIfAbsent("insurance", key -> {
            var change = admin.add(path("insurance-changes"), Map.of("staffId", own, "kind", "OPEN", "month", "2026-08", "base", "5000.00", "reason", "入职", "dueOn", "2026-08-31")).expect(201).id();
            return String.valueOf(admin.post(path("insurance-changes/" + change + "/completion"), Map.of("receipt", "<script>SB1")).expect(204).status());
        });
        made.computeIfAbsent("dormitory", key -> String.valueOf(admin.post(path("dormitory-rooms"), Map.of("name", "<script>东楼", "beds", 1)).expect(201).id()));
        made.computeIfAbsent("report", key -> String.valueOf(admin.post(path("reports"), Map.of("kind", "complaint-monthly", "day", "2026-08-01")).expect(201).id()));
        made.put("edition", "1");
        made.put("collector", String.valueOf(own));
        made.computeIfAbsent("announcement", key -> String.valueOf(admin.post(path("announcements"), Map.of("kind", "OUTAGE", "title", "<script>停水", "content", "<img src=x>周三上午停水", "channels", List.of("BOARD"),
            "fromOn", admin.get(path("today")).at("/date"), "toOn", admin.get(path("today")).at("/date"), "buildings", List.of(), "areas", List.of())).expect(201).id()));
        made.computeIfAbsent("gathering", key -> String.valueOf(admin.post(path("gatherings"), Map.of("kind", "FORUM", "title", "<script>座谈", "plan", "<img src=x>听意见", "place", "会所", "startsAt",
            admin.get(path("today")).at("/date") + "T15:00:00Z", "endsAt", admin.get(path("today")).at("/date") + "T15:30:00Z", "budget", "0")).expect(201).id()));
        made.computeIfAbsent("survey", key -> String.valueOf(survey()));
        var prints = new TreeMap<String, String>();
        for (var each : List.of("surveys/{id=survey}/report.html", "surveys/{id=survey}/slips.html", "announcements/{id=announcement}/print.html", "gatherings/{id=gathering}/sign-in.html", "gatherings/{id=gathering}/summary.html", "attendance/{month=month}/print.html", "leaves/print.html", "staff-files/{person=collector}/print.html", "plans/{id=plan}/print.html", "training-plans/{id=trainingPlan}/print.html", "trainings/{id=training}/print.html", "training-tests/{id=trainingTest}/paper.html", "appraisals/{id=appraisal}/print.html", "rewards/print.html", "staff-talks/print.html", "probation-reviews/print.html", "post-profiles/print.html", "briefings/{id=briefing}/print.html", "insurance-months/{month=month}/print.html", "dormitory-beds/print.html", "tasks/{id=task}/print.html", "meetings/{id=meeting}/print.html", "contracts/{id=contract}/print.html", "documents/{id=document}/print.html", "budgets/{id=budget}/print.html", "journals/{id=journal}/print.html", "matters/{id=matter}/print.html", "shift-handovers/{id=handover}/print.html", "agency-payouts/{id=payout}/slip.html", "agency-report.html" + august + "&entity=" + developer + "&by=ROOM",
            "bill-notices.pdf?month=2026-08", "bill-notices/handing-out.html?month=2026-08", "carts/{id=cart}/receipt.html",
            "collection/evidence/{id=evidence}.pdf", "collection/letters/batches/{batch=batch}.pdf", "day-closes/{day=14}/report.html",
            "deposits/{id=deposit}/deductions/{movement=movement}/slip.html", "deposits/{id=deposit}/receipt.html", "invoices/{id=invoice}/print.html",
            "ledger/archive/index.html?period=2026", "ledger/bank-books/{id=bank}/reconciliations/{month=month}/print.html",
            "ledger/books/general.html?from=2026-08&to=2026-08", "ledger/books/items.html" + august, "ledger/books/journal.html" + august + "&funds=CASH",
            "ledger/books/{id=book}/opening-sheet.html", "ledger/entries/print.html" + august, "ledger/entries/{id=entry}/print.html",
            "ledger/reports/income-by-item.html" + august, "ledger/reports/receipts-and-payments.html" + august, "ledger/reports/receivables-by-age.html?on=2026-08-31", "ledger/trial-balance.html?from=2026-08&to=2026-08",
            "metering/sheet.pdf?month=2026-08", "owner-settlements/{id=settlement}/sheet.html", "payments/{id=payment}/receipt.html", "prepaid-meters/{id=supply}/slip",
            "refunds/{id=refund}/slip.html", "registers/{register=register}/print.html" + august, "registers/{register=register}/entries/{id=registerEntry}/print.html", "remittance-months/{month=month}/report.html", "remittances/{id=remittance}/slip.html",
            "reports/{report=report}/editions/{edition=edition}/paper.pdf",
            "rooms/{room=room}/statement.html" + august, "shifts/{id=shift}/report.html", "slip-register.html" + august)) {
            var filled = Pattern.compile("\\{\\w+=(\\w+)}").matcher(each).replaceAll(found -> made.get(found.group(1)));
            prints.put("/api/communities/{community}/" + each.replaceAll("=\\w+}", "}").replaceAll("\\?.*", ""), path(filled));
        }
        return prints;
    }

    private long survey() {
        var day = admin.get(path("today")).at("/date");
        var id = admin.post(path("surveys"), Map.of("kind", "OPINION", "title", "<script>意见征询", "fromOn", day, "toOn", day)).expect(201).id();
        admin.put(path("surveys/" + id + "/questions"), Map.of("version", 1, "questions", List.of(Map.of("kind", "SINGLE", "text", "<img src=x>先改哪样", "options", List.of("<b>电梯", "门禁"), "isRequired", true))))
            .expect(204);
        admin.put(path("surveys/" + id + "/sample"), Map.of("by", "BUILDING", "share", 100, "seed", 1)).expect(200);
        admin.post(path("surveys/" + id + "/opening"), Map.of()).expect(204);
        return id;
    }
}
