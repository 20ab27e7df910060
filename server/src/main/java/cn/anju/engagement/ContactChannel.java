package cn.anju.engagement;

/** 从哪条路联系到的。 */
enum ContactChannel {
    VISIT("上门"), PHONE("电话"), COUNTER("前台"), MET("当面遇见"), MESSAGE("微信等"), TICKET("报事"), CALLBACK("回访"), PAYMENT("缴费"), SURVEY("问卷");

    final String label;

    ContactChannel(String label) {
        this.label = label;
    }
}
