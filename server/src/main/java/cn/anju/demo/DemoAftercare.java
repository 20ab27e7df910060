package cn.anju.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** 办完以后：每周一主管批上周的回访，月底凭证移交；今天有一件投诉报到主管手上，一次质检等着复查。 */
final class DemoAftercare implements DemoChapter {

    private final DemoOffice office;

    DemoAftercare(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (day.getDayOfWeek() != DayOfWeek.MONDAY) return;
        for (var batch : office.get("front_desk", "/callback-batches?state=WAITING").get("items"))
            office.decide(office.approvalOf("callback-batch", batch.get("id").asLong()), true, "同意", "cs_supervisor");
    }

    @Override
    public void evening(LocalDate day) {
        if (!day.equals(YearMonth.from(day).atEndOfMonth())) return;
        var month = YearMonth.from(day).toString();
        var held = office.get("front_desk", "/vouchers?state=HELD&size=200").get("items");
        if (held.valueStream().anyMatch(row -> row.get("isPublic").asBoolean())) office.post("front_desk", "/voucher-handovers", Map.of("month", month, "isPublic", true));
        for (var area : held.valueStream().filter(row -> !row.get("isPublic").asBoolean()).map(row -> row.path("areaId").asLong(0)).distinct().toList())
            office.post("front_desk", "/voucher-handovers", area == 0 ? Map.of("month", month, "isPublic", false) : Map.of("month", month, "isPublic", false, "areaId", area));
        for (var post : List.of("steward", "senior_steward"))
            for (var handed : office.get(post, "/voucher-handovers?size=50").get("items"))
                if (handed.get("maySign").asBoolean()) office.post(post, "/voucher-handovers/%d/signature".formatted(handed.get("id").asLong()), Map.of());
    }

    @Override
    public void wait(LocalDate today) {
        var checked = office.post("cs_supervisor", "/desk-checks", Map.of("staffId", office.idOf("front_desk"), "score", 86, "finding", "接起电话没有先报单位名称",
            "remedy", "重学接听用语，听三通录音自评", "dueOn", today.plusDays(7).toString()));
        if (!checked.hasNonNull("id")) throw new IllegalStateException("no check was made");
        for (var file : office.get("cs_supervisor", "/complaints?stage=OPEN").get("items")) if (climb(file)) return;
    }

    /** 主管接下来查明；管家手上的先由管家接，再报主管。 @return whether one was found that could be worked on */
    private boolean climb(JsonNode file) {
        var path = "/complaints/%d".formatted(file.get("id").asLong());
        if (file.get("level").asString().equals("STEWARD")) {
            var steward = List.of("steward", "senior_steward").stream().filter(post -> office.idOf(post) == file.path("handlerId").asLong(0)).findFirst();
            if (steward.isEmpty()) return false;
            office.post(steward.get(), path + "/receipt", Map.of());
            office.post(steward.get(), path + "/escalations", Map.of("why", "楼上住户不开门，要管理处出面"));
        }
        office.post("cs_supervisor", path + "/receipt", Map.of());
        office.put("cs_supervisor", path + "/findings", Map.of("item", "NOISE", "cause", "RULE", "department", "ORDER", "measure", "秩序部晚十点后巡到，违规装修当场制止"));
        return true;
    }
}
