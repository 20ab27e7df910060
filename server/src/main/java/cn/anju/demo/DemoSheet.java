package cn.anju.demo;

import cn.anju.kernel.Column;
import cn.anju.kernel.Workbook;
import java.util.List;
import java.util.stream.IntStream;

/** 一张要导入的表，就像管理处自己做的那样。 */
record DemoSheet(String kind, List<String> heads, List<List<String>> rows) {

    byte[] xlsx() {
        var columns = IntStream.range(0, heads.size())
            .mapToObj(place -> Column.<List<String>>text(heads.get(place), 14, row -> row.get(place))).toList();
        return Workbook.of(kind, columns).bytes(rows);
    }

    String filename() {
        return kind + ".xlsx";
    }
}
