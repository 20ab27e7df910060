package cn.anju.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 考核：每月初考上个月，主任批，本人确认，有一次异议有答复；奖惩几件；一人转正，一人延长等批。 */
final class DemoAppraisal implements DemoChapter {

    private static final List<String> PEOPLE = List.of("front_desk", "steward", "fee_collector");
    private static final List<Map<String, Object>> COMMON = List.of(item("出勤", "迟到早退一次扣 2 分", 20), item("岗位职责", "该办没办一件扣 3 分", 40), item("服务态度", "有效投诉一次扣 10 分", 20), item("协作与学习", "培训缺席一次扣 5 分", 20));
    private static final List<Map<String, Object>> DESK = List.of(item("接待与来电", "三声不接一次扣 2 分", 30), item("登记", "漏登一件扣 5 分", 30), item("派单与回访", "超时一件扣 3 分", 20), item("仪容与台面", "抽查不合格扣 5 分", 20));

    private final DemoOffice office;

    DemoAppraisal(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (day.equals(office.estate.booksStart)) {
            office.put("cs_supervisor", "/appraisal-criteria", Map.of("post", "通用", "items", COMMON));
            office.put("cs_supervisor", "/appraisal-criteria", Map.of("post", "前台客服", "items", DESK));
        } else if (day.getDayOfMonth() == 2) {
            for (var post : PEOPLE) appraise(day, post, PEOPLE.indexOf(post));
        }
        if (office.isFirst && day.equals(office.today.minusDays(50))) reward(day, "REWARD", "steward", "雨夜帮住户关窗排水，业主送锦旗", "200.00", true);
        if (office.isFirst && day.equals(office.today.minusDays(20))) reward(day, "PENALTY", "fee_collector", "票据没有当天核对", "50.00", true);
        if (office.isFirst && day.equals(office.today.minusDays(2))) reward(day, "REWARD", "front_desk", "提前发现单元门被撬，及时报警", "100.00", false);
    }

    @Override
    public void wait(LocalDate today) {
        if (!office.isFirst) return;
        probation("toll_attendant", today.plusDays(16), "PASS", null, "收费不错账，指挥停车利落", true);
        probation("warehouse", today.plusDays(12), "EXTEND", today.plusDays(42), "入库会了，盘点还要带", false);
    }

    private void appraise(LocalDate day, String post, int turn) {
        var scores = post.equals("front_desk") ? List.of(28, 30 - 5 * (day.getMonthValue() % 2), 18, 20) : List.of(20, 37, 20 - 10 * ((day.getMonthValue() + turn) % 4 / 3), 20);
        var made = office.post("cs_supervisor", "/appraisals", Map.of("staffId", office.idOf(post), "span", "MONTH", "day", day.minusMonths(1).toString(), "comment", "能按时办完，细处再仔细些",
            "scores", scores.stream().map(score -> Map.of("score", score)).toList()));
        office.decide(made.get("approval").asLong(), true, "同意", "director");
        var id = made.get("id").asLong();
        if (post.equals("steward") && day.plusDays(31).isAfter(office.today)) return;
        var objects = post.equals("fee_collector") && day.plusDays(62).isAfter(office.today) && !day.plusDays(31).isAfter(office.today);
        office.post(post, "/appraisals/%d/acknowledgement".formatted(id), objects ? Map.of("objection", "那天系统停了半小时，不是我迟交") : Map.of());
        if (objects) office.post("cs_supervisor", "/appraisals/%d/answer".formatted(id), Map.of("answer", "查过停机记录，扣分不变，下月注意提前核对"));
    }

    private void reward(LocalDate day, String kind, String post, String reason, String amount, boolean isDecided) {
        var made = office.add("cs_supervisor", "/rewards", Map.of("kind", kind, "staffId", office.idOf(post), "happenedOn", day.toString(), "reason", reason, "amount", amount));
        if (!isDecided) return;
        office.decide(made.get("approval").asLong(), true, "同意", "director");
        if (kind.equals("REWARD")) office.post(post, "/rewards/%d/acknowledgement".formatted(made.get("id").asLong()), Map.of());
    }

    private void probation(String post, LocalDate endsOn, String outcome, LocalDate extendTo, String comment, boolean isDecided) {
        office.put("clerk", "/staff-files/" + office.idOf(post), Map.of("joinedOn", endsOn.minusMonths(3).toString(), "probationTo", endsOn.toString()));
        var review = new HashMap<String, Object>(Map.of("staffId", office.idOf(post), "score", isDecided ? 86 : 68, "comment", comment, "outcome", outcome));
        if (extendTo != null) review.put("extendTo", extendTo.toString());
        var made = office.post("cs_supervisor", "/probation-reviews", review);
        if (isDecided) office.decide(made.get("approval").asLong(), true, "同意", "director");
    }

    private static Map<String, Object> item(String item, String standard, int points) {
        return Map.of("item", item, "standard", standard, "points", points);
    }
}
