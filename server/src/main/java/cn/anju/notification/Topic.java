package cn.anju.notification;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** 发给住户的话分几类：各有各的模板和变量；该告知的，不能退订。 */
public enum Topic {
    DUNNING("催缴", true, Variable.NAME, Variable.ROOM, Variable.AMOUNT, Variable.DAYS),
    INCIDENT("突发情况", true, Variable.ROOM),
    PREPAID("预付费", false, Variable.NAME, Variable.ROOM, Variable.METER, Variable.AMOUNT, Variable.DATE),
    WORK("工单", false, Variable.ROOM, Variable.NUMBER, Variable.MATTER, Variable.STAFF, Variable.TIME, Variable.CODE),
    REMINDER("提醒", false, Variable.MATTER, Variable.DATE),
    ANNOUNCEMENT("通知公告", false, Variable.TITLE, Variable.ROOM),
    BIRTHDAY("生日祝福", false, Variable.NAME, Variable.ROOM);

    /** As it is kept with the message, chosen in lists and shown. */
    public final String label;
    final boolean isStatutory;
    final Set<Variable> variables;

    Topic(String label, boolean isStatutory, Variable first, Variable... rest) {
        this.label = label;
        this.isStatutory = isStatutory;
        this.variables = EnumSet.of(first, rest);
        this.variables.add(Variable.CONTENT);
        if (!isStatutory) this.variables.add(Variable.REFUSAL);
    }

    static Optional<Topic> of(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }
}
