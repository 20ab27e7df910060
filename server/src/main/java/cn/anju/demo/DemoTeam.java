package cn.anju.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** 各个岗位的人，都坐在自己的电脑前。 */
final class DemoTeam {

    private static final List<String> POSTS = List.of("fee_collector", "collector1", "collector2", "cashier", "accountant", "cs_supervisor",
        "director", "general_manager", "steward", "senior_steward", "front_desk", "engineering_supervisor", "technician",
        "security_guard", "security_lead", "toll_attendant", "clerk", "warehouse", "leasing_agent", "cleaner_supervisor");

    private final Map<String, DemoDesk> desks = new HashMap<>();
    private final Map<String, Long> ids = new HashMap<>();

    DemoTeam(String base, JsonMapper json, DemoDesk administrator) {
        desks.put("administrator", administrator);
        for (var post : POSTS) {
            var desk = DemoDesk.signIn(base, json, post, DemoAccounts.PASSWORD);
            desks.put(post, desk);
            ids.put(post, desk.get("/api/session").get("staffId").asLong());
        }
    }

    DemoDesk at(String post) {
        return desks.get(post);
    }

    long id(String post) {
        return ids.get(post);
    }
}
