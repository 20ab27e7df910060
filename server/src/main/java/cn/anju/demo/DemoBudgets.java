package cn.anju.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** 预算与用款计划：今年的批了在执行，明年的报到总经理那里，下月的用款等主任批；超了的科目写明为什么。 */
final class DemoBudgets implements DemoChapter {

    private static final String SUPERVISOR = "cs_supervisor";

    private final DemoOffice office;

    DemoBudgets(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (!day.equals(office.today.minusDays(72))) return;
        var year = write("YEAR", day, "客服部", List.of(line("告示、表单印刷", "3600.00"), line("社区活动", "12000.00"), line("办公用品", "4800.00")));
        decide(year, "budget-supervisor", "director", "general_manager");
        var all = write("YEAR", day, "管理处", List.of(line("人员与外包", "240000.00"), line("水电、维护与办公", "68000.00"), Map.of("account", "6603", "item", "银行与支付手续费", "amount", "3400.00")));
        decide(all, "budget-supervisor", "director", "general_manager");
        var month = write("MONTH", day.plusMonths(1), "客服部", List.of(line("秋季座谈会茶点", "600.00"), line("催缴函邮寄", "350.00")));
        decide(month, "fund-plan-supervisor", "director");
    }

    @Override
    public void wait(LocalDate today) {
        if (office.isFirst) office.post(SUPERVISOR, "/budgets/execution/remarks", Map.of("span", "YEAR", "day", today.toString(), "account", "6603", "text", "扫码缴费的户数比年初多了三成，手续费跟着多；明年按新的比例编"));
        var next = write("YEAR", today.plusYears(1).withDayOfYear(1), "客服部", List.of(line("告示、表单印刷", "3200.00"), line("社区活动", "15000.00"), line("办公用品", "4500.00"), line("培训", "6000.00")));
        decide(next, "budget-supervisor", "director");
        write("MONTH", today.plusMonths(1), "客服部", List.of(line("元旦游园会", "3000.00"), line("年终满意度调查印刷", "420.00")));
    }

    private static Map<String, Object> line(String item, String amount) {
        return Map.of("account", "6602", "item", item, "amount", amount);
    }

    private long write(String span, LocalDate day, String unit, List<Map<String, Object>> lines) {
        var id = office.add(SUPERVISOR, "/budgets", Map.of("span", span, "day", day.toString(), "unit", unit, "lines", lines)).get("id").asLong();
        office.post(SUPERVISOR, "/budgets/%d/submission".formatted(id), Map.of());
        return id;
    }

    private void decide(long budget, String kind, String... posts) {
        office.decide(office.approvalOf(kind, budget), true, "同意，照此执行", posts);
    }
}
