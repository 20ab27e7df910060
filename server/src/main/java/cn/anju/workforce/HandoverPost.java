package cn.anju.workforce;

import java.util.Set;

/** 交接的岗位；带不带没办完的工单、等谁来接，看岗位。 */
enum HandoverPost {
    FRONT_DESK("前台", true, true, "front_desk", "cs_supervisor"),
    STEWARD("管家", true, false, "steward", "senior_steward"),
    ENGINEERING("工程", true, false, "technician", "engineering_supervisor"),
    CONTROL_ROOM("监控室", false, false, "security_guard", "security_lead"),
    GUARD("门岗", false, false, "security_guard", "security_lead", "toll_attendant");

    final String label;
    final boolean carriesTickets;
    final boolean carriesCash;
    /** On whose Today it waits; anybody with the permission may take it. */
    final Set<String> roles;

    HandoverPost(String label, boolean carriesTickets, boolean carriesCash, String... roles) {
        this.label = label;
        this.carriesTickets = carriesTickets;
        this.carriesCash = carriesCash;
        this.roles = Set.of(roles);
    }
}
