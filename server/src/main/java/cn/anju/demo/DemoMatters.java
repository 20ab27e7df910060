package cn.anju.demo;

import java.time.LocalDate;
import java.util.Map;

/** 建议、上报与重大事项：落实了的、不采纳的、在落实的、过了期的；一件逐级报到主任；今天各有一件等着答复。 */
final class DemoMatters implements DemoChapter {

    private final DemoOffice office;
    private long mats;
    private long chargers;

    DemoMatters(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (is(day, 48)) {
            mats = propose("steward", "SERVICE", "雨天在大堂铺防滑垫", "上个雨天两位老人在大堂滑倒。建议每栋备两块防滑垫，下雨前由保洁铺好，雨停收回。", "cs_supervisor");
            decide("cs_supervisor", mats, "ADOPTED", "花钱不多，能免掉伤人的责任", "front_desk", day.plusDays(10));
        }
        if (is(day, 44)) {
            chargers = major("cs_supervisor", "地库改造二十个充电车位", "业主要求充电的有六十多户。方案一：自己投资十二万；方案二：和充电公司合作，对方投资，管理处每度分成一角。");
            conclude(chargers, "用方案二，与充电公司合作", "不占用维修资金，收回快", "engineering_supervisor", day.plusDays(35));
        }
        if (is(day, 30)) {
            var machine = propose("front_desk", "BUSINESS", "收费窗口加一台叫号机", "月初交费的人多，排队常有争执。建议买一台叫号机。", "director");
            office.post("director", "/matters/%d/decision".formatted(machine), Map.of("outcome", "REFUSED", "reason", "线上交费已过六成，月初加开一个窗口就够；先看三个月"));
        }
        if (is(day, 20)) {
            var lamps = escalate("senior_steward", "东门外路灯不亮，要工程部协助", "红线外的路灯归市政，业主反映天黑看不清。已打过两次热线没有修，要工程部先拉临时灯。", "cs_supervisor");
            office.post("cs_supervisor", "/matters/%d/raising".formatted(lamps), Map.of("why", "要动公共用电，跨工程部，主管定不了", "toId", office.idOf("director")));
            office.post("director", "/matters/%d/decision".formatted(lamps), Map.of("outcome", "INSTRUCTED", "reason", "工程部本周装两盏临时灯，文员发函市政，高级管家回复业主"));
        }
        if (is(day, 16)) conclude(major("director", "更换电梯维保单位", "今年困人五次，维保单位到场超时三次。比了三家，云梯公司报价每年三万八千元，承诺三十分钟到场。"), "合同到期不续，换云梯公司", "安全第一，价格相近",
            "engineering_supervisor", day.plusDays(12));
        if (is(day, 6)) decide("cs_supervisor", propose("senior_steward", "QUALITY", "维修回访当天做", "隔天回访常有住户记不清。建议完工当天傍晚打电话。", "cs_supervisor"), "PARTLY", "先从漏水、停电两类做起", "steward", day.plusDays(14));
    }

    @Override
    public void evening(LocalDate day) {
        if (is(day, 41)) finish("front_desk", mats, "买了二十块，登在物资台账，交给保洁班长保管");
        if (is(day, 12)) finish("engineering_supervisor", chargers, "协议签了，二十个车位已通电，第一周充了三百多度");
    }

    @Override
    public void wait(LocalDate today) {
        propose("steward", "PEOPLE", "周末多排一位管家", "周六日走访能见到人的多一倍，建议管家轮休改到周二周三。", "cs_supervisor");
        escalate("technician", "三栋水泵异响，要厂家来看", "轴承声音大，自己拆不开，要请厂家，费用估计八百元。", "engineering_supervisor");
        major("director", "明年物业费是否调整", "三年没有调，人工涨了两成。要不要启动业主大会表决，先请总经理定。");
    }

    private boolean is(LocalDate day, int ago) {
        return day.equals(office.today.minusDays(ago));
    }

    private long propose(String who, String topic, String title, String content, String to) {
        return submit(who, Map.of("kind", "PROPOSAL", "topic", topic, "title", title, "content", content, "toId", office.idOf(to)));
    }

    private long escalate(String who, String title, String content, String to) {
        return submit(who, Map.of("kind", "ESCALATION", "title", title, "content", content, "toId", office.idOf(to)));
    }

    private long major(String who, String title, String content) {
        return submit(who, Map.of("kind", "MAJOR", "title", title, "content", content));
    }

    private long submit(String who, Map<String, Object> matter) {
        return office.add(who, "/matters", matter).get("id").asLong();
    }

    private void conclude(long matter, String conclusion, String reason, String executor, LocalDate due) {
        office.post("general_manager", "/matters/%d/decision".formatted(matter),
            Map.of("outcome", "AGREED", "conclusion", conclusion, "reason", reason, "executorId", office.idOf(executor), "dueOn", due.toString()));
    }

    private void decide(String who, long matter, String outcome, String reason, String executor, LocalDate due) {
        office.post(who, "/matters/%d/decision".formatted(matter), Map.of("outcome", outcome, "reason", reason, "executorId", office.idOf(executor), "dueOn", due.toString()));
    }

    private void finish(String who, long matter, String result) {
        office.post(who, "/matters/%d/outcome".formatted(matter), Map.of("result", result));
    }
}
