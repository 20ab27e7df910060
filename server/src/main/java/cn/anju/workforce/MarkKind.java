package cn.anju.workforce;

/** 签到还是签退。 */
enum MarkKind {
    IN("签到"),
    OUT("签退");

    final String label;

    MarkKind(String label) {
        this.label = label;
    }
}
