package cn.anju.search;

/** 找得到的东西，依结果里的先后。 */
public enum SearchKind {
    ROOM("房屋", "estate.read"), PERSON("住户", "resident.read"), VEHICLE("车辆", "resident.read"), METER("仪表", "metering.read"),
    RECEIPT("收据", "cashier.read"), TICKET("工单", "servicedesk.read"), ARTICLE("知识", "servicedesk.read"), BILL_RUN("出账", "billing.read"), DOCUMENT("资料", "attachment.read"),
    REGISTER("台账", "register.read");

    final String label;
    final String permission;

    SearchKind(String label, String permission) {
        this.label = label;
        this.permission = permission;
    }
}
