package cn.anju.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** 消息怎么说：客服主管定好几类的短信模板。 */
final class DemoMessages implements DemoChapter {

    private record Said(String topic, String code, String body) {}

    private static final List<Said> TEMPLATES = List.of(
        new Said("催缴", "SMS_480100001", "{姓名}您好，{房号} 的物业费用已逾期 {逾期天数} 天，共 {金额} 元，请到服务中心或用手机交纳。已交的请忽略。"),
        new Said("预付费", "SMS_480100002", "{姓名}您好，{房号} 的预付{表种}费余额 {金额} 元（算到 {日期}），请及时充值。"),
        new Said("工单", "SMS_480100003", "您报的{事项}已派{师傅}上门，{上门时间} 前到。办好以后请把完工码 {完工码} 告诉他。"),
        new Said("提醒", "SMS_480100004", "温馨提醒：{日期}，{事项}。"));

    private final DemoOffice office;

    DemoMessages(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void wait(LocalDate today) {
        for (var said : TEMPLATES)
            office.put("cs_supervisor", "/message-templates", Map.of("topic", said.topic(), "channel", "SMS", "code", said.code(), "body", said.body()));
    }
}
