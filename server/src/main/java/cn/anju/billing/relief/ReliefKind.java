package cn.anju.billing.relief;

/** 因何减免。 */
enum ReliefKind {
    VACANCY("空置"), HARDSHIP("困难"), PROMOTION("促销"), STAFF("员工"), SINGLE_LINE("单笔");

    private final String label;

    ReliefKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
