package cn.anju.register;

/** 台账归在哪一块业务下，依列表里的先后。 */
enum Business {
    INSPECTION("巡查与品质"), RENOVATION("装修"), OCCUPANCY("入住与搬迁"), CUSTODY("钥匙与代管"), INVENTORY("物资"), FACILITY("设施设备"), GUARD("秩序维护"), PARKING("停车场"),
    LEASING("租赁"), CASHIER("收费与财务"), RESIDENT("客户"), SERVICEDESK("服务台"), ENGAGEMENT("客户关系"), WORKFORCE("人事"), PLANNING("内务与计划"), REPORTING("报表报送"), ACCESS("保密与对接"),
    INTEGRATION("外部系统"), OTHER("其他");

    private final String label;

    Business(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
