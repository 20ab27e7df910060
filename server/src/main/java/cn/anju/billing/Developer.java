package cn.anju.billing;

import cn.anju.resident.Companies;
import cn.anju.setting.Settings;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 开发商：住户档案里的一家单位，名字是设置。 */
@Component
public class Developer {

    private final Settings settings;
    private final Companies companies;

    Developer(Settings settings, Companies companies) {
        this.settings = settings;
        this.companies = companies;
    }

    /** 登记过的；还没有钱往来的，档案里可能没有。 */
    public Optional<Long> known(long community) {
        return companies.find(community, name(community));
    }

    /** 登记；没有就建。 */
    public long person(long community) {
        return companies.ensure(community, name(community));
    }

    private String name(long community) {
        return settings.get(community, BillingSettings.DEVELOPER_NAME);
    }
}
