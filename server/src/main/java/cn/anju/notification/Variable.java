package cn.anju.notification;

/** 模板里能写的变量：写在花括号里的名字，对方平台上的变量名，看样子时的例子。 */
public enum Variable {
    CONTENT("内容", "content", "您家 11 月物业费 356.00 元，请在 11 月 30 日前交纳"),
    NAME("姓名", "name", "张三"),
    ROOM("房号", "room", "3-2-1201"),
    AMOUNT("金额", "amount", "356.00"),
    DAYS("逾期天数", "days", "35"),
    METER("表种", "meter", "水"),
    DATE("日期", "date", "11月30日"),
    MATTER("事项", "matter", "厨房水龙头漏水"),
    NUMBER("单号", "number", "RW-202611-0012"),
    STAFF("师傅", "staff", "李师傅"),
    TIME("上门时间", "time", "11月23日 15:00"),
    CODE("完工码", "code", "4821"),
    TITLE("标题", "title", "3 栋停水通知"),
    REFUSAL("退订说明", "refusal", "不想再收这类消息，请告诉服务中心");

    final String label;
    /** Letters only: Aliyun takes nothing else for the name of a variable. */
    final String key;
    final String sample;

    Variable(String label, String key, String sample) {
        this.label = label;
        this.key = key;
        this.sample = sample;
    }
}
