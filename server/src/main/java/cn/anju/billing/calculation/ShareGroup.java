package cn.anju.billing.calculation;

/** 公摊组：{@code 3-2} 是 3 栋 2 单元，{@code 3} 是整栋，{@code 全区} 是整个小区。 */
public record ShareGroup(long id, String code) {

    public static final String WHOLE = "全区";
}
