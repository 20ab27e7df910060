package cn.anju.billing;

import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.util.List;
import org.springframework.stereotype.Component;

/** 计费的设置。 */
@Component
class BillingSettings implements Settings.Catalogue {

    static final Setting<Boolean> DEVELOPER_UNTIL_HANDOVER = Setting.onOff("billing.developer-until-handover", "开发商缴到交房前一天",
        "交房日期在后的房屋，之前的日子归开发商（收费标准写明未交付由开发商缴的）；不选则只有登记过交房的房屋如此", false);

    static final Setting<String> DEVELOPER_NAME = Setting.text("billing.developer-name", "开发商名称", "开发商的预存记在这家单位名下", "开发商");

    @Override
    public String label() {
        return "计费";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(DEVELOPER_UNTIL_HANDOVER, DEVELOPER_NAME);
    }
}
