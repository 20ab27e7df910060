package cn.anju.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 调查：两次季度意见征询办到归档，一次半年测评的报告等主任批，一次年度调查正在回收。 */
final class DemoSurveys implements DemoChapter {

    private static final List<Map<String, Object>> FORM = List.of(
        question("SCALE", "保洁做得怎样", List.of(), true), question("SCALE", "秩序维护与门岗", List.of(), true), question("SCALE", "报修是不是来得快、修得好", List.of(), true),
        question("SCALE", "管家和前台的态度", List.of(), true), question("MULTIPLE", "最想先改哪几样", List.of("电梯等得久", "门禁常坏", "车位紧", "绿化带垃圾", "楼道堆物"), false),
        question("TEXT", "还有什么要对管理处说的", List.of(), false));
    private static final List<String> SAID = List.of("三栋门禁刷不开，晚上常要等人", "楼道里的纸箱清一清", "师傅来得快，谢谢", "儿童游乐区的灯不亮了", "希望周末也有人在前台");

    private final DemoOffice office;
    private long first;
    private long second;
    private long half;
    private long annual;

    DemoSurveys(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (is(day, 125)) first = opened("OPINION", "春季意见征询", day, null, 15, 3);
        if (is(day, 118)) answer(first, 0, 12, 3);
        if (is(day, 110)) finish(first, "门禁常坏是说得最多的，其次是楼道堆物。", "门禁常坏", "三栋、五栋换读卡器", day);
        if (is(day, 40)) second = opened("OPINION", "本季意见征询", day, first, 15, 11);
        if (is(day, 33)) answer(second, 0, 14, 5);
        if (is(day, 28)) finish(second, "门禁比上一季好，车位紧成了头一件。", "车位紧", "西侧消防道外划十二个临时车位", day);
        if (is(day, 21)) half = opened("HALF_YEAR", "半年满意度测评", day, second, 20, 5);
        if (is(day, 14)) answer(half, 0, 22, 4);
        if (is(day, 9)) annual = opened("ANNUAL", "年度满意度调查", day, half, 30, 2026);
        if (is(day, 5)) answer(annual, 0, 20, 6);
    }

    @Override
    public void wait(LocalDate today) {
        office.post("cs_supervisor", "/surveys/%d/closing".formatted(half), Map.of());
        measure(half, "楼道堆物", "每周五联合清一次，贴提示", today.plusDays(20));
        office.post("cs_supervisor", "/surveys/%d/report".formatted(half), Map.of("findings", "打分多数满意，报修和态度最高，秩序维护略低；最想先改的是车位和电梯。", "measures", "门岗夜间加一班巡查，楼道每周清一次。"));
    }

    private boolean is(LocalDate day, int daysAgo) {
        return day.equals(office.today.minusDays(daysAgo));
    }

    private long opened(String kind, String title, LocalDate day, Long copyOf, int share, int seed) {
        var facts = Map.<String, Object>of("kind", kind, "title", title, "purpose", "说说这段时间的服务，哪里好，哪里要改", "fromOn", day.toString(), "toOn", day.plusDays(30).toString());
        var asked = new HashMap<>(facts);
        if (copyOf != null) asked.put("copyOf", copyOf);
        var id = office.post("cs_supervisor", "/surveys", asked).get("id").asLong();
        if (copyOf == null) office.put("cs_supervisor", "/surveys/%d/questions".formatted(id), Map.of("version", 1, "questions", FORM));
        office.put("cs_supervisor", "/surveys/%d/sample".formatted(id), Map.of("by", "BUILDING", "share", share, "seed", seed));
        office.post("cs_supervisor", "/surveys/%d/opening".formatted(id), Map.of());
        return id;
    }

    private void answer(long id, int from, int count, int turn) {
        var households = office.get("steward", "/surveys/%d/households?size=200&returned=false".formatted(id)).get("items");
        for (var place = from; place < Math.min(from + count, households.size()); place++) {
            var replies = new ArrayList<Map<String, Object>>();
            for (var question = 1; question <= 4; question++) replies.add(Map.of("question", question, "choices", List.of(), "score", 5 - (place * 7 + question * turn) % 9 / 3));
            replies.add(Map.of("question", 5, "choices", (place + turn) % 3 == 0 ? List.of(2, 3) : List.of(1 + (place + turn) % 5)));
            if (place % 3 == 0) replies.add(Map.of("question", 6, "choices", List.of(), "text", SAID.get((place / 3 + turn) % SAID.size())));
            office.post(place % 2 == 0 ? "steward" : "front_desk", "/surveys/%d/returns".formatted(id),
                Map.of("roomCode", households.get(place).get("room").asString(), "via", List.of("PHONE", "PAPER", "VISIT").get(place % 3), "replies", replies));
        }
    }

    private void finish(long id, String findings, String problem, String measure, LocalDate day) {
        office.post("cs_supervisor", "/surveys/%d/closing".formatted(id), Map.of());
        var action = measure(id, problem, measure, day.plusDays(14));
        office.decide(office.post("cs_supervisor", "/surveys/%d/report".formatted(id), Map.of("findings", findings)).get("approval").asLong(), true, "照此整改", "director");
        office.post("engineering_supervisor", "/survey-actions/%d/outcome".formatted(action), Map.of("outcome", "按期做完，回访三户都说好"));
        office.post("cs_supervisor", "/surveys/%d/archiving".formatted(id), Map.of());
    }

    private long measure(long id, String problem, String measure, LocalDate dueOn) {
        return office.post("cs_supervisor", "/surveys/%d/actions".formatted(id), Map.of("question", 5, "problem", problem, "measure", measure,
            "ownerId", office.idOf("engineering_supervisor"), "dueOn", dueOn.toString())).get("id").asLong();
    }

    private static Map<String, Object> question(String kind, String text, List<String> options, boolean isRequired) {
        return Map.of("kind", kind, "text", text, "options", options, "isRequired", isRequired);
    }
}
