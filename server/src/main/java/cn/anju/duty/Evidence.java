package cn.anju.duty;

/**
 * 凭什么算办了。
 *
 * @param key the record or figure that proves it; the register's or {@code tick} otherwise
 * @param label what it is called, for people
 */
record Evidence(Type type, String key, String label) {

    /** 办事留下的记录、一个达标的数字、台账里的一条、只能自己打勾。 */
    enum Type { EVENT, METRIC, REGISTER, MANUAL }
}
