package cn.anju.billing.notice;

/** 通知单怎样送到。 */
public enum DeliveryWay {
    DOOR("上门当面"), LETTER_BOX("信箱"), POSTED("张贴"), COUNTER("前台自取"), REGISTERED("挂号信"), SMS("短信"), WECHAT("微信");

    private final String label;

    DeliveryWay(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
