package cn.anju.job;

import cn.anju.kernel.Column;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import java.util.List;

/**
 * 一张行数可能很多的列表，可以由后台导出；做成 Spring bean 即可。
 *
 * @param address the list's {@code .xlsx} below the community, e.g. {@code bills.xlsx}
 * @param label what the sheet and the file are called
 * @param permission what it takes to read the list
 * @param filter the record of the list's filters, the same as in the address
 */
public record ListExport<F, T>(String address, String label, String permission, Class<F> filter, List<Column<T>> columns, Query<F, T> query) {

    /** 取一页。 */
    public interface Query<F, T> {
        Page<T> page(long community, F filter, Paging paging);
    }
}
