package cn.anju.workforce;

/** 人事要批的一件事，批下来怎么办；都在批的那个事务里。 */
public interface Decided {

    void approved(long community, long id);

    void rejected(long community, long id, String why);
}
