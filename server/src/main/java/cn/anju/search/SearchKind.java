package cn.anju.search;

/** 找得到的东西，依结果里的先后。 */
public enum SearchKind {
    ROOM("房屋"), PERSON("住户"), VEHICLE("车辆"), METER("仪表"), RECEIPT("收据"), BILL_RUN("出账"), DOCUMENT("资料");

    final String label;

    SearchKind(String label) {
        this.label = label;
    }
}
