package cn.anju.operation;

import cn.anju.kernel.Column;
import cn.anju.kernel.Workbook;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** 测速用的表格：每间房一位业主、一只水表、一个月的读数，名字和号码各不相同，次次一样。 */
final class BenchSheets {

    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春梅海燕建国文志红";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int ROOMS_PER_ENTRANCE = 100;
    private static final int ENTRANCES_PER_BUILDING = 4;
    private static final int ROOMS_PER_FLOOR = 4;
    private static final LocalDate HANDOVER = LocalDate.of(2021, 1, 1);

    private BenchSheets() {}

    static byte[] roster(int rows) {
        return sheet(rows, List.of(text("楼栋", room -> building(room) + "栋"), text("单元", room -> entrance(room) + "单元"),
            text("楼层", room -> Integer.toString(floor(room))), text("房号", BenchSheets::door), text("房屋类型", room -> "住宅"),
            Column.number("建筑面积(㎡)", 12, room -> BigDecimal.valueOf(6_000 + room % 9_000, 2)), text("房屋状态", room -> "自住"),
            text("业主姓名", BenchSheets::name), text("性别", room -> room % 2 == 0 ? "男" : "女"),
            text("联系电话", room -> "138%08d".formatted(room)), text("证件号码", BenchSheets::idNumber),
            Column.date("交房日期", 12, room -> HANDOVER.plusDays(room % 1_000)),
            text("车牌号", room -> room % 3 == 0 ? "京A%05d".formatted(room) : "")));
    }

    static byte[] meters(int rows) {
        return sheet(rows, List.of(text("表号", BenchSheets::meter), text("表类型", room -> "水"), text("房号", BenchSheets::code),
            Column.number("启用读数", 12, room -> BigDecimal.valueOf(room % 500))));
    }

    static byte[] readings(int rows, String month) {
        return sheet(rows, List.of(text("抄表月份", room -> month), text("表号", BenchSheets::meter),
            Column.number("本期读数", 12, room -> BigDecimal.valueOf(10L * (room % 500) + 100 + room % 200, 1))));
    }

    private static byte[] sheet(int rows, List<Column<Integer>> columns) {
        return Workbook.of("测速", columns).bytes(IntStream.range(0, rows).boxed().toList());
    }

    private static Column<Integer> text(String title, IntFunction<String> value) {
        return Column.text(title, 12, value::apply);
    }

    private static int building(int room) {
        return room / ROOMS_PER_ENTRANCE / ENTRANCES_PER_BUILDING + 1;
    }

    private static int entrance(int room) {
        return room / ROOMS_PER_ENTRANCE % ENTRANCES_PER_BUILDING + 1;
    }

    private static int floor(int room) {
        return room % ROOMS_PER_ENTRANCE / ROOMS_PER_FLOOR + 1;
    }

    private static String door(int room) {
        return "%d%02d".formatted(floor(room), room % ROOMS_PER_FLOOR + 1);
    }

    private static String code(int room) {
        return building(room) + "-" + entrance(room) + "-" + door(room);
    }

    private static String meter(int room) {
        return "W%06d".formatted(room + 1);
    }

    private static String name(int room) {
        return "" + SURNAMES.charAt(room % SURNAMES.length()) + GIVEN.charAt(room / 20 % GIVEN.length()) + GIVEN.charAt(room / 700 % GIVEN.length());
    }

    /** With the check character of GB 11643. */
    private static String idNumber(int room) {
        var digits = "110101%s%03d".formatted(LocalDate.of(1950, 1, 1).plusDays(room % 20_000).toString().replace("-", ""), room / 20_000);
        var sum = IntStream.range(0, digits.length()).map(at -> (digits.charAt(at) - '0') * WEIGHTS[at]).sum();
        return digits + "10X98765432".charAt(sum % 11);
    }
}
