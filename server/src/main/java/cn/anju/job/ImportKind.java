package cn.anju.job;

import cn.anju.kernel.SheetTable;
import java.util.List;

/** 一种可以从 Excel 导入的表；做成 Spring bean 即可，上传、预览、模板、回表都由导入负责。 */
public interface ImportKind {

    /** The name in the address, e.g. {@code roster}. */
    String kind();

    /** 给人看的名字，如「业主名册」。 */
    String label();

    /** The permission that importing needs, e.g. {@code resident.import}. */
    String permission();

    /** 权限以外还要看的（如台账看岗位）；不行的抛出拒绝。 */
    default void check(long community) {}

    /** The columns, in the order of the template. */
    List<ImportColumn> columns();

    /** Works out what the sheet would change. Reads, writes nothing; runs in the transaction that {@link ImportPlan#apply} uses. */
    ImportPlan plan(long community, SheetTable table, ImportOptions options);

    /** 这种导入写的表，被引用的在前；没有的不能撤销。Whatever else it writes (search, history) is for {@link #undone}. */
    default List<ImportTrace> traces() {
        return List.of();
    }

    /** 撤销了：各行已经复原，随它们来的这里收拾。Runs in the transaction of the undo. */
    default void undone(long community, ImportUndone rows) {}
}
