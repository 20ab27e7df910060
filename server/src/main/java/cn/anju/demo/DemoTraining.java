package cn.anju.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** 培训：全年大纲批了照办，每月一课一考，一个人要补考；队伍训练、法规宣讲、带教、示教各有几场；下月的计划等批，明天有课，手上有卷子没答。 */
final class DemoTraining implements DemoChapter {

    private static final int LESSON_DAY = 18;
    private static final int DRILL_DAY = 12;
    private static final List<String> TOPICS = List.of("前台接待礼仪", "投诉怎么接、怎么回", "报修分级与时限", "装修巡查看什么", "收费政策与解释", "停水停电的告知", "电梯困人怎么办", "住户信息保密", "节日安全", "冬季防冻", "特约服务介绍", "年度复训");
    private static final Map<String, List<String>> CHOICES = Map.of("电话铃响几声以内要接", List.of("三声", "六声", "十声"), "急修多久到场", List.of("十五分钟", "两小时", "当天"),
        "投诉几天内给答复", List.of("三天", "十天", "一个月"), "电梯困人先做什么", List.of("安抚并通知维保", "自己撬门", "等人来问"));
    private static final List<String> TRUE = List.of("来访要先登记再放行", "消防通道任何时候不能堵");
    private static final List<String> FALSE = List.of("业主的电话可以告诉邻居", "欠费的住户可以先停水停电");

    private final DemoOffice office;
    private final List<Long> questions = new ArrayList<>();
    private final Map<Long, List<Integer>> answers = new HashMap<>();
    private final List<Long> lines = new ArrayList<>();
    private long lesson;
    private long test;
    private long drill;

    DemoTraining(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (day.equals(office.estate.booksStart)) prepare(day);
        if (day.getDayOfMonth() == LESSON_DAY && !lines.isEmpty()) {
            lesson = arrange("cs_supervisor", day, "POST", topic(day), List.of("front_desk", "steward", "senior_steward"), lines.removeFirst(), null);
            for (var post : List.of("front_desk", "senior_steward")) office.post(post, "/trainings/%d/signature".formatted(lesson), Map.of());
        }
        if (day.getDayOfMonth() == LESSON_DAY + 1 && lesson > 0) {
            take("front_desk", true);
            take("steward", false);
        }
        if (day.getDayOfMonth() == LESSON_DAY + 4 && test > 0 && day.plusDays(26).isBefore(office.today)) {
            office.post("cs_supervisor", "/training-tests/%d/retakes".formatted(test), Map.of("people", List.of(office.idOf("steward")), "until", day.plusDays(3).toString()));
            take("steward", true);
        }
        if (office.isFirst && day.getDayOfMonth() == DRILL_DAY) drill = arrange("security_lead", day, "GUARD", "队列、擒拿与体能", List.of("security_guard", "toll_attendant"), null, null);
        if (office.isFirst && day.equals(office.today.minusDays(35))) others(day);
    }

    @Override
    public void evening(LocalDate day) {
        if (day.getDayOfMonth() == LESSON_DAY && lesson > 0) {
            hold("cs_supervisor", lesson, "讲了要点，当场演练两遍", List.of("front_desk", "steward", "senior_steward"), null);
            var items = IntStream.range(0, 5).mapToObj(each -> Map.of("questionId", questions.get((day.getMonthValue() + each) % questions.size()), "points", 20)).toList();
            test = office.add("cs_supervisor", "/training-tests", Map.of("title", topic(day), "trainingId", lesson, "opensOn", day.toString(), "closesOn", day.plusDays(3).toString(), "passMark", 80,
                "posts", List.of(), "people", List.of(office.idOf("front_desk"), office.idOf("steward"), office.idOf("senior_steward")), "items", items)).get("id").asLong();
        }
        if (day.getDayOfMonth() == LESSON_DAY + 1 && test > 0) office.add("cs_supervisor", "/training-tests/%d/scores".formatted(test),
            Map.of("staffId", office.idOf("senior_steward"), "score", 100, "takenOn", day.toString()));
        if (drill > 0 && day.getDayOfMonth() == DRILL_DAY) hold("security_lead", drill, "体能达标，队列再练", List.of("security_guard", "toll_attendant"), "GOOD");
    }

    @Override
    public void wait(LocalDate today) {
        arrange("cs_supervisor", today.plusDays(1), "SAFETY", "灭火器怎么用", List.of("front_desk", "steward", "technician", "security_guard"), null, null);
        office.add("cs_supervisor", "/training-tests", Map.of("title", "消防常识", "opensOn", today.toString(), "closesOn", today.plusDays(5).toString(), "passMark", 60, "posts", List.of("前台客服", "管家", "客服主管"),
            "people", List.of(), "items", questions.subList(0, 5).stream().map(each -> Map.of("questionId", each, "points", 20)).toList()));
        var next = today.plusMonths(1).withDayOfMonth(1);
        submit(office.post("cs_supervisor", "/training-plans", plan("MONTH", next, "年底前人人复训一遍", List.of(line(TOPICS.get(8), next.plusDays(9)), line(TOPICS.get(9), next.plusDays(19))))).get("id").asLong());
    }

    private void prepare(LocalDate day) {
        CHOICES.forEach((text, options) -> question("SINGLE", text, options, List.of(1)));
        question("MULTIPLE", "哪些要记进服务登记", List.of("报修", "投诉", "咨询", "自己的私事"), List.of(1, 2, 3));
        question("MULTIPLE", "交接班要交哪些", List.of("钥匙", "未了的事", "现金与票据", "工资单"), List.of(1, 2, 3));
        TRUE.forEach(text -> question("JUDGEMENT", text, List.of(), List.of(1)));
        FALSE.forEach(text -> question("JUDGEMENT", text, List.of(), List.of(2)));
        var lessons = IntStream.rangeClosed(day.getMonthValue(), 12).mapToObj(month -> line(TOPICS.get(month - 1), day.withMonth(month).withDayOfMonth(LESSON_DAY))).toList();
        var year = office.post("cs_supervisor", "/training-plans", plan("YEAR", day, "前台和管家人人过关，一次讲清、一次办好", lessons)).get("id").asLong();
        office.decide(submit(year), true, "同意，按月检查", "director");
        office.get("cs_supervisor", "/training-plans/" + year).get("lines").forEach(each -> lines.add(each.get("id").asLong()));
    }

    private void others(LocalDate day) {
        var material = office.attach("cs_supervisor", "training:0", "物业管理条例要点.txt", "物业管理条例要点：装修、维修资金、业主大会".getBytes(StandardCharsets.UTF_8));
        hold("cs_supervisor", arrange("cs_supervisor", day.minusDays(1), "LAW", "物业管理条例要点", List.of("front_desk", "steward", "fee_collector"), null, material), "逐条讲了，答了三问", List.of("front_desk", "steward"), null);
        hold("engineering_supervisor", arrange("engineering_supervisor", day.minusDays(1), "COACHING", "配电箱查线", List.of("technician"), null, null), "会看图，会停送电", List.of("technician"), "GOOD");
        hold("security_lead", arrange("security_lead", day.minusDays(1), "INDUCTION", "站姿、敬礼与问询用语", List.of("security_guard"), null, null), "示范三遍，跟做合格", List.of("security_guard"), "FAIR");
    }

    private void question(String kind, String text, List<String> options, List<Integer> right) {
        var id = office.post("cs_supervisor", "/training-questions", Map.of("subject", "接待与应急", "kind", kind, "text", text, "options", options, "answers", right)).get("id").asLong();
        questions.add(id);
        answers.put(id, right);
    }

    private Map<String, Object> plan(String span, LocalDate day, String aim, List<Map<String, Object>> lessons) {
        return Map.of("span", span, "day", day.toString(), "unit", "客服部", "aim", aim, "lines", lessons);
    }

    private Map<String, Object> line(String topic, LocalDate dueOn) {
        return Map.of("kind", "POST", "topic", topic, "material", "岗位手册 2026 版", "posts", List.of("前台客服", "管家", "高级管家"), "leaderId", office.idOf("cs_supervisor"), "dueOn", dueOn.toString(), "hours", "1.5");
    }

    private long submit(long plan) {
        return office.post("cs_supervisor", "/training-plans/%d/submission".formatted(plan), Map.of()).get("approval").asLong();
    }

    private long arrange(String who, LocalDate day, String kind, String topic, List<String> posts, Long line, Long material) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "topic", topic, "content", "讲一遍，练一遍，问一遍", "trainerId", office.idOf(who), "startsAt", day + "T01:20:00Z", "hours", "1.5", "place", "二楼会议室",
            "posts", List.of(), "people", posts.stream().map(office::idOf).toList()));
        if (line != null) body.put("planLineId", line);
        if (material != null) body.put("attachmentId", material);
        return office.add(who, "/trainings", body).get("id").asLong();
    }

    private void hold(String who, long training, String summary, List<String> posts, String mark) {
        var present = posts.stream().map(post -> mark == null ? Map.<String, Object>of("staffId", office.idOf(post)) : Map.<String, Object>of("staffId", office.idOf(post), "mark", mark)).toList();
        office.post(who, "/trainings/%d/outcome".formatted(training), Map.of("summary", summary, "present", present));
    }

    /** Right, or always the second. */
    private void take(String post, boolean isRight) {
        var items = office.get(post, "/my-training/tests/" + test).get("items");
        var replies = new ArrayList<Map<String, Object>>();
        items.forEach(item -> replies.add(Map.of("questionId", item.get("questionId").asLong(), "choices", isRight ? answers.get(item.get("questionId").asLong()) : List.of(2))));
        office.add(post, "/training-tests/%d/attempts".formatted(test), Map.of("replies", replies, "studyMinutes", 40));
    }

    private String topic(LocalDate day) {
        return TOPICS.get(day.getMonthValue() - 1);
    }
}
