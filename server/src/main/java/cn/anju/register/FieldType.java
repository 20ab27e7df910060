package cn.anju.register;

import java.util.Locale;

/** 一栏填什么。 */
enum FieldType {
    TEXT("一行文字"), LONG_TEXT("一段文字"), CHOICE("选一项"), YES_NO("是或否"), DATE("日期"), DUE("跟进期限"), MOMENT("日期和时间"), TIME("时刻"),
    COUNT("整数"), DECIMAL("小数"), MONEY("金额"), ROOM("房屋"), STAFF("同事"), AREA("公共区域"), BUILDING("楼栋"), PHOTO("照片或文件");

    private final String label;

    FieldType(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** As the schema says it: {@code x-type}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FieldType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean isNumber() {
        return this == COUNT || this == DECIMAL || this == MONEY;
    }
}
