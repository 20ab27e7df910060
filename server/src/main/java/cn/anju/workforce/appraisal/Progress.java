package cn.anju.workforce.appraisal;

/** 报上去以后到哪一步了。 */
enum Progress {
    WAITING("等批"),
    APPROVED("已批"),
    REJECTED("没批");

    final String label;

    Progress(String label) {
        this.label = label;
    }
}
