package cn.anju.billing.dispute;

/** 异议走到哪里。 */
enum DisputeState {
    OPEN("处理中"), EXPLAINED("业主认可"), CONFIRMED("维持"), REVERSED("冲销");

    private final String label;

    DisputeState(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
