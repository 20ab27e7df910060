package cn.anju.cashier.till;

import cn.anju.kernel.Column;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Download;
import cn.anju.kernel.Workbook;
import java.util.List;
import org.springframework.http.ResponseEntity;

/** 清单的导出，封面写明是谁导出的。 */
public final class Sheets {

    private Sheets() {}

    public static <T> ResponseEntity<byte[]> xlsx(String name, List<Column<T>> columns, List<T> rows) {
        return Download.xlsx(name + ".xlsx", Workbook.of(name, columns).cover("导出人", CurrentUser.get().name()).bytes(rows));
    }
}
