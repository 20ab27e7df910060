package cn.anju.cashier;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 抽屉的交接规则：上一班没有两人签字，下一班能不能开。 */
@Component
class Drawers implements Settings.Catalogue {

    static final Setting<Boolean> SIGNED_FIRST = Setting.onOff("cashier.handover-required", "接班前须签交接",
        "上一个交了的班没有交接单、或接班人还没有签字，就不能开班", false);

    private final JdbcClient jdbc;
    private final Settings settings;

    Drawers(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public String label() {
        return "交接班";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SIGNED_FIRST);
    }

    /** @throws Problem 409 {@code drawer-unsigned} */
    @Transactional(propagation = Propagation.MANDATORY)
    void requireSigned(long community) {
        if (!settings.get(community, SIGNED_FIRST)) return;
        jdbc.sql("""
                select s.cashier_name from cashier.shift_close c
                  join cashier.shift s on s.community_id = c.community_id and s.id = c.shift_id
                  left join cashier.handover h on h.community_id = c.community_id and h.shift_id = c.shift_id
                 where c.community_id = :community and h.signed_by is null
                   and c.closed_at = (select max(closed_at) from cashier.shift_close where community_id = :community)
                """).param("community", community).query(String.class).list().stream().findFirst().ifPresent(name -> {
                    throw Problem.conflict("drawer-unsigned", "上一班（%s）的交接还没有两人签字，点清签字以后再开班", name);
                });
    }
}
