package cn.anju.engagement;

/** 哪一种调查；同一种的一次和上一次比。 */
enum SurveyKind {
    ANNUAL("年度满意度调查"),
    HALF_YEAR("半年满意度测评"),
    OPINION("季度意见征询"),
    SPECIAL("专项调查");

    final String label;

    SurveyKind(String label) {
        this.label = label;
    }
}
