package cn.anju.resident;

/** 人与房的关系。 */
public enum HoldingRole {
    OWNER("业主"), TENANT("租户"), FAMILY("家庭成员"), AGENT("代理人");

    private final String label;

    HoldingRole(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
