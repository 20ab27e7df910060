package cn.anju.access;

import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** 权限模块的设置。 */
@Component
class AccessSettings implements Settings.Catalogue {

    /** 密码按哪一套规则。 */
    enum Rules { MODERN, CLASSIFIED }

    static final Setting<Rules> PASSWORD_RULES = Setting.choice("access.password-rules", "密码规则",
        "现代：够长、不是常见密码即可，不强制定期更换；等保：至少三种字符、不与最近三次相同、定期更换", Rules.class,
        List.of("现代（推荐）", "等保二级"), Rules.MODERN).companyOnly();
    static final Setting<BigDecimal> PASSWORD_DAYS = Setting.number("access.password-days", "密码有效天数",
        "只在等保规则下有效，到期后登录须先改密码", "90", "1", "365").companyOnly();

    @Override
    public String label() {
        return "账号与密码";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PASSWORD_RULES, PASSWORD_DAYS);
    }
}
