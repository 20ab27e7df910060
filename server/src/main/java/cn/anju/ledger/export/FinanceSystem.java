package cn.anju.ledger.export;

/** 凭证导出到哪个财务软件。 */
enum FinanceSystem {
    U8("用友 U8", "txt"), NC("用友 NC", "xml"), KIS("金蝶 KIS", "xlsx"), K3("金蝶 K3", "xlsx"), EAS("金蝶 EAS", "xlsx");

    final String label;
    final String extension;

    FinanceSystem(String label, String extension) {
        this.label = label;
        this.extension = extension;
    }
}
