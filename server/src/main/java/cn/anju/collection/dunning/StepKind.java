package cn.anju.collection.dunning;

/** 催缴步骤的方式，只有这五种。 */
enum StepKind {
    MESSAGE("短信"), CALL("电话"), VISIT("上门"), LETTER("催缴函"), LAWYER_LETTER("律师函");

    private final String label;

    StepKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
