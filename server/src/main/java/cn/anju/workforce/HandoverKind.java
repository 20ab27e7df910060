package cn.anju.workforce;

/** 交接的一项是什么；前三样从系统里来，其余当班的人自己写。 */
enum HandoverKind {
    TICKET("未了工单", false),
    INCIDENT("停水停电等事件", false),
    CASH("现金与票据", true),
    KEY("钥匙", true),
    VISITOR("没走的访客", true),
    ALARM("报警与异常", true),
    MATTER("待办事项", true);

    final String label;
    final boolean isTyped;

    HandoverKind(String label, boolean isTyped) {
        this.label = label;
        this.isTyped = isTyped;
    }
}
