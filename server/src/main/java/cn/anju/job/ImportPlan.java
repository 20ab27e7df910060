package cn.anju.job;

import java.util.List;

/** 一次导入会怎样：新增、改动、不变、拒收各多少。 */
public interface ImportPlan {

    int created();

    default int changed() {
        return 0;
    }

    default int unchanged() {
        return 0;
    }

    /** 没收的行；次序随便，导入按行排好，下面两样也是。 */
    List<ImportNote> rejects();

    default List<ImportNote> warnings() {
        return List.of();
    }

    /** 改动的明细。 */
    default List<ImportChange> changes() {
        return List.of();
    }

    /** 收下的行的合计；没有金额的导入不用。 */
    default List<ImportTotal> totals() {
        return List.of();
    }

    /** 写入。Called at most once, in the transaction in which the plan was made. */
    void apply();
}
