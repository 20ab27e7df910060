package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 服务台：隔几天来一件事，当天派工、当天办完，第二天回访；今天留几件在办。 */
final class DemoService implements DemoChapter {

    /** @param done what the technician writes when he has finished; none for what nobody is sent to */
    private record Matter(String kind, String source, String urgency, String title, String done, @Nullable String material) {
        Matter(String kind, String source, String urgency, String title, String done) {
            this(kind, source, urgency, title, done, null);
        }
    }

    private static final List<Matter> MATTERS = List.of(
        new Matter("REPAIR", "PHONE", "NORMAL", "厨房水龙头关不紧", "换了阀芯，试水不滴", "水龙头阀芯"), new Matter("ENQUIRY", "PHONE", "NORMAL", "装修垃圾几点可以运", ""),
        new Matter("REPAIR", "COUNTER", "URGENT", "卫生间顶上渗水", "楼上地漏堵了，疏通后不渗", "防水堵漏王"), new Matter("COMPLAINT", "PHONE", "NORMAL", "楼上半夜装修太吵", ""),
        new Matter("REPAIR", "PHONE", "NORMAL", "可视门铃没有声音", "换了听筒线", "四芯听筒线"), new Matter("SUGGESTION", "LETTER", "NORMAL", "希望快递柜旁加一盏灯", ""),
        new Matter("REPAIR", "STEWARD", "NORMAL", "单元门闭门器松了", "紧固并加了油"));
    /** 查明的：事项、原因、责任部门、怎么改。 */
    private static final List<List<String>> FINDINGS = List.of(List.of("NOISE", "RULE", "ORDER", "上门劝停，装修协议上写明时间，夜里十点后巡到"),
        List.of("NOISE", "NEIGHBOUR", "SERVICE", "约双方说好时间，留了电话"), List.of("RENOVATION", "RULE", "ENGINEERING", "按装修须知当场停工，第二天复查"),
        List.of("NOISE", "STAFFING", "ORDER", "夜班加一个巡逻点"));
    private static final int EVERY = 3;

    private final DemoOffice office;
    private final List<Long> toCall = new ArrayList<>();
    private final Map<String, Long> materials = new HashMap<>();
    private int turn;

    DemoService(DemoOffice office) {
        this.office = office;
        for (var material : List.of(Map.of("name", "水龙头阀芯", "unit", "个", "price", "12.50"), Map.of("name", "四芯听筒线", "unit", "米", "price", "3.20"),
            Map.of("name", "防水堵漏王", "unit", "公斤", "price", "18.00"), Map.of("name", "生料带", "unit", "卷", "price", "1.50"))) {
            var body = new HashMap<String, Object>(material);
            body.put("isActive", true);
            office.put("engineering_supervisor", "/materials", body);
        }
        office.get("engineering_supervisor", "/materials").forEach(row -> materials.put(row.get("name").asString(), row.get("id").asLong()));
    }

    @Override
    public void morning(LocalDate day) {
        for (var ticket : toCall) office.post("front_desk", "/tickets/%d/callbacks".formatted(ticket), Map.of("way", "PHONE", "outcome", turn % 4 == 0 ? "FAIR" : "SATISFIED"));
        for (var ticket : toCall) close(ticket, "已修好，住户满意");
        toCall.clear();
        if (day.toEpochDay() % EVERY != 0) return;
        var matter = MATTERS.get(turn++ % MATTERS.size());
        var ticket = register(matter, day);
        if (matter.done().isEmpty()) {
            if (matter.kind().equals("COMPLAINT")) answerComplaint(ticket);
            else close(ticket, "已当面说明并转达有关部门");
            return;
        }
        var order = dispatch(ticket, matter);
        step(order, "ACCEPT", "");
        step(order, "START", "");
        step(order, "FINISH", matter.done());
        if (matter.material() != null) office.add("front_desk", "/work-orders/%d/materials".formatted(order), Map.of("materialId", materials.get(matter.material()), "quantity", 1 + turn % 2));
        office.post("front_desk", "/work-orders/%d/voucher".formatted(order), Map.of("voucher", "%d%05d".formatted(office.community, turn)));
        toCall.add(ticket);
    }

    /** The steward who has the file finds out why, tells the household and sees it through to the archive. */
    private void answerComplaint(long ticket) {
        for (var file : office.get("cs_supervisor", "/complaints?stage=OPEN&size=200").get("items")) {
            if (file.get("ticketId").asLong() != ticket) continue;
            var path = "/complaints/%d".formatted(file.get("id").asLong());
            var post = List.of("steward", "senior_steward").stream().filter(each -> office.idOf(each) == file.path("handlerId").asLong(0)).findFirst().orElse("steward");
            var found = FINDINGS.get(turn / MATTERS.size() % FINDINGS.size());
            office.post(post, path + "/receipt", Map.of());
            office.put(post, path + "/findings", Map.of("item", found.get(0), "cause", found.get(1), "department", found.get(2), "measure", found.get(3)));
            office.post(post, path + "/feedback", Map.of("text", "已当面说明处理办法"));
            office.post(post, "/tickets/%d/closing".formatted(ticket), Map.of("responsibility", "OURS", "conclusion", found.get(3)));
            office.post("front_desk", "/tickets/%d/callbacks".formatted(ticket), Map.of("way", "PHONE", "outcome", turn % 4 == 0 ? "FAIR" : "SATISFIED"));
            office.post("cs_supervisor", path + "/opinion", Map.of("remark", "同意，继续看一周"));
            office.post(post, path + "/archive", Map.of());
        }
    }

    @Override
    public void wait(LocalDate today) {
        var photographed = register(MATTERS.get(4), today);
        office.as("front_desk").upload(office.path("/tickets/%d/photos".formatted(photographed)), "门铃.png", DemoPicture.png());
        office.post("front_desk", "/tickets/%d/notes".formatted(photographed), Map.of("text", "住户说听筒有电流声，按键灯亮", "isInternal", false));
        dispatch(photographed, MATTERS.get(4));
        var paused = dispatch(register(MATTERS.get(2), today), MATTERS.get(2));
        step(paused, "ACCEPT", "");
        office.post("technician", "/work-orders/%d/steps".formatted(paused), Map.of("step", "PAUSE", "reason", "OWNER", "text", "楼上没人在家，约了晚上"));
        register(MATTERS.get(3), today);
        var waiting = register(MATTERS.get(0), today);
        office.post("front_desk", "/tickets/%d/pause".formatted(waiting), Map.of("reason", "OWNER", "note", "业主出差，周五回来再约"));
        report("technician", today, "NORMAL", "3 栋 1 号电梯", null, "轿厢照明闪");
        report("technician", today, "PLANNED", null, "地下车库 B 区出口", "减速带松了一节");
        report("steward", today, "NORMAL", null, "南门岗亭旁", "宣传栏玻璃裂了");
    }

    /** Seen on a round, sent in from the phone. */
    private void report(String post, LocalDate day, String urgency, @Nullable String equipment, @Nullable String place, String title) {
        var body = new HashMap<String, Object>(Map.of("clientId", UUID.nameUUIDFromBytes((day + title).getBytes(StandardCharsets.UTF_8)).toString(), "seenAt", day + "T00:20:00Z", "urgency", urgency, "title", title));
        if (equipment != null) body.put("equipment", equipment);
        if (place != null) body.put("place", place);
        office.post(post, "/field/reports", body);
    }

    private long register(Matter matter, LocalDate day) {
        var homes = office.flats(Habit.QUARTERLY);
        var home = homes.get((turn * 7 + 3) % homes.size());
        var body = new HashMap<String, Object>(Map.of("kind", matter.kind(), "source", matter.source(), "urgency", matter.urgency(), "roomId", office.room(home.code()),
            "title", matter.title(), "readBack", true, "introduced", false, "reporter", home.owner().name(), "phone", home.owner().phone()));
        body.put("wishedFrom", day.plusDays(1) + "T01:30:00Z");
        body.put("wishedTo", day.plusDays(1) + "T03:30:00Z");
        body.put("promisedAt", day.plusDays(1) + "T01:30:00Z");
        if (matter.source().equals("STEWARD")) body.put("reportedBy", office.idOf("steward"));
        if (matter.source().equals("PHONE")) body.put("ringSeconds", 4 + turn % 5);
        return office.add("front_desk", "/tickets", body).get("id").asLong();
    }

    private long dispatch(long ticket, Matter matter) {
        return office.post("front_desk", "/tickets/%d/work-orders".formatted(ticket), Map.of("technicianId", office.idOf("technician"), "task", matter.title())).get("id").asLong();
    }

    private void step(long order, String step, String text) {
        office.post("technician", "/work-orders/%d/steps".formatted(order), text.isEmpty() ? Map.of("step", step) : Map.of("step", step, "text", text));
    }

    private void close(long ticket, String conclusion) {
        office.post("front_desk", "/tickets/%d/closing".formatted(ticket), Map.of("responsibility", "OURS", "conclusion", conclusion));
    }
}
