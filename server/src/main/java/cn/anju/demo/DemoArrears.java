package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** 催缴：方案、每周走一遍、电话上门、承诺、拒缴、函件、走访。 */
final class DemoArrears implements DemoChapter {

    private static final List<String> REASONS = List.of("对服务不满意", "维修没有解决", "房屋质量问题", "家庭困难");

    private final DemoOffice office;
    private final Set<String> promised = new HashSet<>();
    private int refusals;

    DemoArrears(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (day.equals(office.estate.booksStart.plusDays(12))) plan();
        if (day.getDayOfWeek().getValue() == 1 && day.isAfter(office.estate.booksStart.plusDays(14))) walk();
        switch (day.getDayOfMonth()) {
            case 3 -> promise(day);
            case 10 -> visit();
            case 15 -> refuse(day.isBefore(office.today.minusDays(14)));
            case 20 -> letters(day);
            default -> {}
        }
    }

    private void plan() {
        var steps = List.of(step("短信", 20, "800", "缴费提醒", "{业主}您好，{房号} 逾期未缴 {金额} 元，请抽空到管理处或线上缴纳。"),
            step("电话", 45, "200", "电话提醒", "问清原因，能约时间的记承诺"), step("上门", 90, "500", "上门沟通", "带账单明细，听取意见"),
            step("催缴函", 120, "800", "催缴函", "贵户 {房号} 截至今日逾期 {金额} 元，请于七日内缴纳。如有异议，请到管理处核对账单。"),
            step("律师函", 365, "2000", "律师函", "受托就贵户 {房号} 逾期 {金额} 元物业服务费一事致函，请于十五日内缴纳或书面答复。"));
        var plan = office.post(office.collector(), "/collection/plans", Map.of("name", "住户逾期催缴方案", "steps", steps)).get("id").asLong();
        var approval = office.post(office.collector(), "/collection/plans/%d/submission".formatted(plan), Map.of("reason", "新启用，按天数和金额分步")).get("id").asLong();
        office.decide(approval, true, "同意，上门两人同行", "cs_supervisor");
    }

    private static Map<String, Object> step(String kind, int days, String least, String title, String body) {
        return Map.of("kind", kind, "daysOverdue", days, "leastAmount", least, "title", title, "body", body);
    }

    /** The week's round, and the first calls of it. */
    private void walk() {
        office.post(office.collector(), "/collection/round", Map.of());
        var owing = owing();
        var done = 0;
        for (var task : office.get("steward", "/collection/tasks?state=OPEN&size=50&sort=dueOn").get("items")) {
            if (!task.get("kind").asString().equals("CALL") || !owing.contains(task.get("roomId").asLong()) || done++ >= 6) continue;
            var isReached = task.get("roomId").asLong() % 3 != 0;
            contact("steward", task.get("roomId").asLong(), "PHONE", isReached ? "NOTED" : "UNREACHED", isReached ? "说下周发了工资来交" : "电话无人接听",
                Map.of("taskId", task.get("id").asLong()));
        }
    }

    private long contact(String post, long room, String way, String outcome, String answer, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("roomId", room, "way", way, "outcome", outcome, "answer", answer));
        body.putAll(more);
        return office.post(post, "/collection/contacts", body).get("id").asLong();
    }

    /** Some who will come this month promise it and keep it; some who never come promise too. */
    private void promise(LocalDate day) {
        var kept = 0;
        var broken = 0;
        for (var debt : debts()) {
            var code = debt.get("roomCode").asString();
            var room = office.estate.rooms.stream().filter(each -> each.code().equals(code)).findFirst().orElseThrow();
            var visit = office.counter.visitOf(room).filter(on -> on.isAfter(day));
            if (visit.isPresent() && kept < 2 && promised.add(code)) {
                kept++;
                promise(debt, List.of(instalment(visit.get().plusDays(1), debt, 1)), "答应这个月来窗口交清");
            } else if (room.habit() == Habit.NEVER && broken < 1 && promised.add(code)) {
                broken++;
                promise(debt, List.of(instalment(day.plusDays(12), debt, 2), instalment(day.plusDays(42), debt, 2)), "分两次交");
            }
        }
    }

    private void promise(JsonNode debt, List<Map<String, Object>> instalments, String answer) {
        contact("steward", debt.get("roomId").asLong(), "PHONE", "PROMISED", answer, Map.of("instalments", instalments));
    }

    private static Map<String, Object> instalment(LocalDate dueOn, JsonNode debt, int parts) {
        var amount = new BigDecimal(debt.get("overdue").asString()).divide(BigDecimal.valueOf(parts), 2, RoundingMode.DOWN);
        return Map.of("dueOn", dueOn.toString(), "amount", amount.toPlainString());
    }

    private List<JsonNode> debts() {
        return StreamSupport.stream(office.get("steward", "/collection/work-list?size=200").get("items").spliterator(), false)
            .filter(debt -> !debt.get("roomCode").asString().startsWith("P-")).toList();
    }

    /** Who owes at this moment: what is to be done with the others is called off by itself, sooner or later. */
    private Set<Long> owing() {
        return debts().stream().map(debt -> debt.get("roomId").asLong()).collect(Collectors.toSet());
    }

    private void refuse(boolean isAnswered) {
        var candidates = debts().stream().filter(debt -> debt.get("promisedOn").isNull()).toList();
        for (var i = 0; i < 2 && !candidates.isEmpty(); i++) {
            var reason = REASONS.get(refusals % REASONS.size());
            var id = contact("steward", candidates.get(refusals++ % candidates.size()).get("roomId").asLong(), "VISIT", "REFUSED", "态度坚决，说问题不解决不交", Map.of("refusalReason", reason));
            if (isAnswered) office.post("cs_supervisor", "/collection/refusals/%d/receipt".formatted(id), Map.of("instruction", "先解决诉求，三天内回访，再谈缴费"));
        }
    }

    private void letters(LocalDate day) {
        office.post(office.collector(), "/collection/letters/batches", Map.of());
        var delivered = 0;
        for (var letter : office.get("steward", "/collection/letters?state=PRINTED&size=50").get("items")) {
            if (delivered++ == 8) return;
            var isMet = delivered % 2 == 0;
            office.post("steward", "/collection/letters/%d/delivery".formatted(letter.get("id").asLong()), Map.of("way", isMet ? "HAND" : "POST", "deliveredOn", day.toString(),
                "receiver", isMet ? letter.get("addressee").asString() : "EMS 10%09d".formatted(letter.get("id").asLong())));
        }
    }

    private void visit() {
        office.post(office.collector(), "/collection/visits", Map.of());
        var owing = owing();
        var done = 0;
        for (var visit : office.get("steward", "/collection/visits")) {
            if (!visit.get("state").asString().equals("OPEN") || !owing.contains(visit.get("roomId").asLong()) || done++ >= 12) continue;
            var isMet = done % 3 != 0;
            office.post("steward", "/collection/visits/%d/result".formatted(visit.get("id").asLong()), isMet
                ? Map.of("outcome", "NOTED", "answer", "账单已当面解释，会尽快交", "person", "业主本人", "satisfaction", done % 4 == 0 ? "FAIR" : "SATISFIED") : Map.of("outcome", "UNREACHED", "answer", "敲门无人，留了联系卡"));
        }
    }

    @Override
    public void wait(LocalDate today) {
        var plan = office.post(office.collector(), "/collection/plans", Map.of("name", "年底陈欠专项", "steps", List.of(
            step("电话", 180, "1000", "陈欠电话", "核对历年账单，商量分期"), step("上门", 210, "1000", "陈欠上门", "主管同行")))).get("id").asLong();
        office.post(office.collector(), "/collection/plans/%d/submission".formatted(plan), Map.of("reason", "年底前把往年欠费过一遍"));
        var open = debts().stream().filter(debt -> promised.add(debt.get("roomCode").asString())).limit(3).toList();
        for (var debt : open) promise(debt, List.of(instalment(today.plusDays(8), debt, 3), instalment(today.plusDays(38), debt, 3)), "手头紧，先交三分之一");
        var worst = debts().getFirst();
        var contact = contact("steward", worst.get("roomId").asLong(), "VISIT", "NOTED", "承认欠费，要求看历年账单", Map.of());
        office.attach("steward", "contact:" + contact, "上门留影.png", DemoPicture.png());
        office.post(office.collector(), "/collection/evidence", Map.of("roomId", worst.get("roomId").asLong()));
    }
}
