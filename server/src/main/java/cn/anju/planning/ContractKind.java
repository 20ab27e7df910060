package cn.anju.planning;

/** 有期限的一份文书：合同、证照，还是定期检验。 */
enum ContractKind {
    CONTRACT("合同"),
    LICENCE("证照"),
    INSPECTION("年检检验");

    final String label;

    ContractKind(String label) {
        this.label = label;
    }

    /** How it was kept, and what was filed. */
    enum NoteKind {
        KEPT("履约情况"),
        BREACH("违约"),
        CHANGED("变更与回执"),
        PAPER("附件");

        final String label;

        NoteKind(String label) {
            this.label = label;
        }
    }
}
