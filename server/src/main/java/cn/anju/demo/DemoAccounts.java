package cn.anju.demo;

import cn.anju.access.StaffAccess;
import cn.anju.access.StaffAccounts;
import cn.anju.access.StaffAccounts.NewAccount;
import cn.anju.kernel.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** 演示用的账号：每个岗位一个，收费窗口另有两位。 */
class DemoAccounts {

    /** The password of every account but the administrator's own. */
    static final String PASSWORD = "Anju-yanshi-8";

    /** 打印出来的一行。 */
    record Line(String role, String username, String password) {}

    private static final List<String> NAMES = List.of("陆远", "顾清", "秦岚", "白露", "方舟", "江月", "温如", "石磊", "云飞", "林深",
        "夏至", "邱实", "严冬", "高山", "路平", "安然", "乔木", "童心", "伍新", "柳青", "康宁", "项南");

    private final StaffAccounts accounts;
    private final StaffAccess access;

    DemoAccounts(StaffAccounts accounts, StaffAccess access) {
        this.accounts = accounts;
        this.access = access;
    }

    /** 开户并授权；岗位取自系统里登记的岗位。 */
    List<Line> open(DemoDesk administrator, String administratorPassword) throws Exception {
        var self = access.of(administrator.get("/api/session").get("staffId").asLong()).orElseThrow();
        var lines = new ArrayList<>(List.of(new Line("系统管理员", "admin", administratorPassword)));
        for (var role : administrator.get("/api/roles")) {
            var key = role.get("key").asString();
            if (key.equals("administrator")) continue;
            var name = NAMES.get(lines.size() % NAMES.size());
            var id = Scope.of(Scope.COMPANY).call(() -> self.call(() -> accounts.open(new NewAccount(key, name, null), PASSWORD)));
            grant(administrator, id, key);
            lines.add(new Line(role.get("name").asString(), key, PASSWORD));
        }
        for (var extra : List.of("collector1", "collector2")) {
            var name = NAMES.get(lines.size() % NAMES.size());
            var id = Scope.of(Scope.COMPANY).call(() -> self.call(() -> accounts.open(new NewAccount(extra, name, null), PASSWORD)));
            grant(administrator, id, "fee_collector");
            grant(administrator, id, "cs_supervisor");                  // may waive late fees
            lines.add(new Line("收费班长（收费员兼客服主管）", extra, PASSWORD));
        }
        return lines;
    }

    private static void grant(DemoDesk administrator, long staff, String role) {
        administrator.post("/api/staff/%d/grants".formatted(staff), Map.of("role", role));
    }
}
