package cn.anju.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** 编出来的人：名字是拼的，手机号段没有放号，身份证号校验位对、顺序码 000 从不发给人。 */
final class DemoPeople {

    /** 一位业主。 */
    record Person(String name, String gender, String phone, String idNumber) {}

    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎";
    private static final String[] WOMEN = {"静", "丽娟", "秀英", "婷", "雪梅", "玉兰", "思雨", "晓燕", "佳怡", "桂芳", "敏", "海霞", "春梅", "欣怡", "雅琴", "红梅"};
    private static final String[] MEN = {"伟", "建国", "志强", "浩然", "明辉", "文博", "立军", "子轩", "国庆", "勇", "海涛", "俊杰", "德福", "永康", "鹏飞", "宇航"};
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final LocalDate OLDEST = LocalDate.of(1952, 3, 1);

    private final Random random;
    private int made;

    DemoPeople(Random random) {
        this(random, 0);
    }

    /** @param from which number of the row of made-up phones comes next */
    DemoPeople(Random random, int from) {
        this.random = random;
        this.made = from;
    }

    Person next() {
        made++;
        var isWoman = random.nextBoolean();
        var given = isWoman ? WOMEN : MEN;
        var name = SURNAMES.charAt(random.nextInt(SURNAMES.length())) + given[random.nextInt(given.length)];
        return new Person(name, isWoman ? "女" : "男", "1660000%04d".formatted(made), idNumber(OLDEST.plusDays(made % 1200 * 13L + made / 1200)));
    }

    private static String idNumber(LocalDate born) {
        var body = "110105" + born.format(DateTimeFormatter.BASIC_ISO_DATE) + "000";
        var sum = 0;
        for (var i = 0; i < body.length(); i++) sum += (body.charAt(i) - '0') * WEIGHTS[i];
        return body + CHECKS.charAt(sum % 11);
    }
}
