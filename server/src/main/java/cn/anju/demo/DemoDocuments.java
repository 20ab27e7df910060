package cn.anju.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 公文与体系文件：街道和消防的来文，一份发出的函，几份制度和体系文件（一份改到第二版），用得着的法规；归了档，借出一份；今天一份等着审核。 */
final class DemoDocuments implements DemoChapter {

    private static final String CLERK = "clerk";

    private final DemoOffice office;

    DemoDocuments(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (day.equals(office.today.minusDays(70))) standing(day);
        if (day.equals(office.today.minusDays(12))) letters(day);
        if (day.equals(office.today.minusDays(9))) answered();
    }

    @Override
    public void wait(LocalDate today) {
        var waiting = enter("PROCEDURE", "SERVICE", "夜间值班与应急处置流程", today, Map.of("scope", "前台夜班、秩序夜班", "dueOn", today.plusYears(1).toString()),
            "一、夜班到岗先看白班交接单，逐项签收。\n二、漏水、停电、困人，先到场再报，十分钟内报主管。\n三、处理完写值班记录，下班前交早班。");
        office.post(CLERK, "/documents/%d/submission".formatted(waiting), Map.of());
        var notice = enter("RECEIVED", "OFFICE", "关于做好冬季用火用电安全工作的通知", today, Map.of("party", "城西街道办事处", "paperNumber", "西街办〔2026〕61 号", "handlerId", office.idOf("engineering_supervisor"),
            "dueOn", today.plusDays(7).toString()), "十二月五日前完成楼道、地下室用电检查，自查表盖章报街道。");
        send(notice, "cs_supervisor", "engineering_supervisor", "steward", "senior_steward");
        office.post("cs_supervisor", "/documents/%d/reading".formatted(notice), Map.of("remark", "工程部牵头，客服部发告示"));
    }

    private void standing(LocalDate day) {
        var handover = approved("PROCEDURE", "SERVICE", "前台交接班制度", day, Map.of("scope", "前台客服", "dueOn", day.plusYears(1).toString()),
            "一、接班提前十分钟到岗。\n二、现金、票据、钥匙当面点清，双方签名。\n三、未办完的事项逐件交代。");
        var second = office.post(CLERK, "/documents/%d/versions".formatted(handover), Map.of("changeNote", "加上电子交接单，纸单不再用")).get("id").asLong();
        office.put(CLERK, "/documents/" + second, body("PROCEDURE", "SERVICE", "前台交接班制度", day, Map.of("scope", "前台客服", "dueOn", day.plusYears(1).toString(), "changeNote", "加上电子交接单，纸单不再用"),
            "一、接班提前十分钟到岗。\n二、现金、票据、钥匙当面点清，在交接单上双方签名。\n三、未办完的事项逐件写进交接单，接的人签了才算交。"));
        approve(second, "前台交接班制度");
        send(second, "front_desk", "cs_supervisor", "steward");
        for (var post : List.of("front_desk", "steward")) office.post(post, "/documents/%d/reading".formatted(second), Map.of());
        file(second, "B-1-04", "文件柜二层");
        approved("SYSTEM", "QUALITY", "服务质量手册", day, Map.of("scope", "全体", "dueOn", day.plusYears(1).toString()), "第一章 质量方针：当面应、当天办、有回音。\n第二章 职责与权限。\n第三章 不合格服务的处理。\n第四章 内部检查与改进。");
        approved("POST", "STAFF", "管家岗位说明书", day, Map.of("scope", "管家、高级管家"), "每月每户至少联系一次；投诉二十四小时内办结；片区资料抽查九成五以上。");
        var rule = enter("REGULATION", "OFFICE", "物业管理条例", day, Map.of("party", "国务院", "paperNumber", "国务院令第 379 号", "scope", "前期物业、使用与维护、法律责任", "dueOn", office.today.minusDays(3).toString()),
            "2003 年公布，2007、2016、2018 年修订。");
        file(rule, "F-1-01", "文件柜一层");
        enter("REGULATION", "SECURITY", "高层民用建筑消防安全管理规定", day, Map.of("party", "应急管理部", "paperNumber", "应急管理部令第 5 号", "scope", "楼道、充电、消防通道", "dueOn", office.today.plusDays(200).toString()),
            "疏散通道、安全出口不得堆放物品；不得在公共门厅、疏散走道、楼梯间停放电动自行车或为其充电。");
    }

    private void letters(LocalDate day) {
        var inspection = enter("RECEIVED", "SECURITY", "关于开展消防安全检查的通知", day, Map.of("party", "城西消防救援大队", "paperNumber", "西消〔2026〕28 号", "handlerId", office.idOf("engineering_supervisor"),
            "dueOn", day.plusDays(5).toString()), "本月二十日前到各小区检查消防设施和疏散通道，请备好台账。");
        send(inspection, "cs_supervisor", "engineering_supervisor");
        for (var post : List.of("cs_supervisor", "engineering_supervisor")) office.post(post, "/documents/%d/reading".formatted(inspection), Map.of());
        approved("SENT", "ENGINEERING", "关于三栋供水压力不足的函", day, Map.of("party", "城西自来水公司"), "我小区三栋十层以上早晚用水压力不足，请派员检查加压设备，并告知处理时间。");
    }

    private void answered() {
        var open = office.get("engineering_supervisor", "/documents?whose=HANDLE").get("items").get(0).get("id").asLong();
        office.post("engineering_supervisor", "/documents/%d/handling".formatted(open), Map.of("result", "检查通过，两处应急灯当场更换"));
        file(open, "A-3-02", "文件柜三层");
        office.post(CLERK, "/documents/%d/loans".formatted(open), Map.of("staffId", office.idOf("engineering_supervisor"), "purpose", "年检对照", "dueOn", office.today.plusDays(4).toString()));
    }

    private long approved(String kind, String category, String title, LocalDate day, Map<String, Object> more, String content) {
        var id = enter(kind, category, title, day, more, content);
        approve(id, title);
        return id;
    }

    private void approve(long document, String title) {
        office.post(CLERK, "/documents/%d/submission".formatted(document), Map.of());
        for (var post : List.of("cs_supervisor", "director"))
            office.decide(office.approvalOf("document", document), true, "同意", post);
    }

    private long enter(String kind, String category, String title, LocalDate day, Map<String, Object> more, String content) {
        return office.add(CLERK, "/documents", body(kind, category, title, day, more, content)).get("id").asLong();
    }

    private static Map<String, Object> body(String kind, String category, String title, LocalDate day, Map<String, Object> more, String content) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "category", category, "title", title, "content", content, "datedOn", day.toString()));
        body.putAll(more);
        return body;
    }

    private void send(long document, String... posts) {
        office.post(CLERK, "/documents/%d/readers".formatted(document), Map.of("staffIds", List.of(posts).stream().map(office::idOf).toList()));
    }

    private void file(long document, String classNumber, String place) {
        office.post(CLERK, "/documents/%d/filing".formatted(document), Map.of("classNumber", classNumber, "place", place, "retention", "TEN"));
    }
}
