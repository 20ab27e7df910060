package cn.anju.planning;

/** 哪一级的计划。 */
enum PlanLevel {
    OFFICE("管理处"),
    DEPARTMENT("部门"),
    PERSON("个人");

    final String label;

    PlanLevel(String label) {
        this.label = label;
    }
}
