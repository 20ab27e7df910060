package cn.anju.job;

import java.util.List;

/** 一次导入会怎样：新增、改动、不变、拒收各多少。 */
public interface ImportPlan {

    int created();

    int changed();

    int unchanged();

    List<ImportNote> rejects();

    List<ImportNote> warnings();

    /** 改动的明细，按行。 */
    List<ImportChange> changes();

    /** 收下的行的合计；没有金额的导入不用。 */
    default List<ImportTotal> totals() {
        return List.of();
    }

    /** 写入。Called at most once, in the transaction in which the plan was made. */
    void apply();
}
