package cn.anju.collection.dunning;

import cn.anju.kernel.Money;

/** 短信和函件里的空：{小区} {房号} {业主} {金额} {天数}。 */
final class Templates {

    record Values(String community, String roomCode, String owner, Money overdue, long daysLate) {}

    private Templates() {}

    static String fill(String template, Values values) {
        return template.replace("{小区}", values.community()).replace("{房号}", values.roomCode()).replace("{业主}", values.owner())
            .replace("{金额}", values.overdue().toString()).replace("{天数}", Long.toString(values.daysLate()));
    }
}
