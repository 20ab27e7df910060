package cn.anju.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.StoryDatabase;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import cn.anju.kernel.Invariant;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** 服务台的不变量都咬得住：绕过一切保护改坏一行，它必须指出来。 */
@Story
class TicketInvariantTest {

    private static final List<String[]> DAMAGES = List.of(
        new String[] {"工单的状态与任务单相符", "update servicedesk.ticket set state = 'OPEN', paused_at = null where community_id = :c and state = 'PAUSED'"},
        new String[] {"工单的状态与任务单相符", "update servicedesk.work_order set state = 'RETURNED', paused_at = null, ended_at = dispatched_at, result = '改' where community_id = :c and state = 'PAUSED'"},
        new String[] {"工单号、任务单号、事件号连续无缺", "update servicedesk.number_series set last = last + 1 where community_id = :c and prefix = 'RW'"},
        new String[] {"工单号、任务单号、事件号连续无缺", "update servicedesk.ticket set number = 'WX-202611-0009' where community_id = :c"},
        new String[] {"每张工单在登记本上都有一笔", "delete from servicedesk.contact where community_id = :c"},
        new String[] {"暂停的任务单正好有一段没完的暂停", "update servicedesk.work_pause set to_at = from_at where community_id = :c"},
        new String[] {"搜索的工单条目都有它的记录", "update search.entry set ref_id = ref_id + 1000000 where community_id = :c and kind = 'TICKET'"});

    @Autowired Office office;
    @Autowired Counter counter;
    @Autowired List<Invariant> invariants;

    @Test void 改坏一行就被指出来() throws SQLException {
        var community = counter.community(1);
        var account = People.of(office).account();
        People.of(office).grant(account.id(), "technician", community);
        var technician = People.of(office).signIn(account);
        var ticket = office.add(Counter.path(community, "tickets"), new HashMap<>(Map.of("kind", "REPAIR", "source", "ROUND", "urgency", "NORMAL", "place", "大门",
            "title", "灯不亮", "readBack", false, "introduced", false))).expect(201).id();
        var order = office.post(Counter.path(community, "tickets/" + ticket + "/work-orders"), Map.of("technicianId", account.id(), "task", "看看")).expect(201).id();
        for (var step : List.of(Map.of("step", "START"), Map.of("step", "PAUSE", "reason", "WEATHER")))
            technician.post(Counter.path(community, "work-orders/" + order + "/steps"), step).expect(204);
        for (var each : DAMAGES) bites(community, each[0], each[1]);
    }

    private void bites(long community, String name, String damage) throws SQLException {
        var invariant = invariants.stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
        var shared = StoryDatabase.shared();
        var connection = new SingleConnectionDataSource(shared.url(), shared.owner().user(), shared.owner().password(), true);
        try (connection; var open = connection.getConnection()) {
            open.setAutoCommit(false);
            var owner = JdbcClient.create(connection);
            assertThat(of(invariant, owner, community)).as(name).isEmpty();
            for (var table : List.of("servicedesk.ticket", "servicedesk.work_order", "servicedesk.contact", "servicedesk.work_pause"))
                owner.sql("alter table " + table + " disable trigger user").update();
            assertThat(owner.sql(damage).param("c", community).update()).as(damage).isPositive();
            assertThat(of(invariant, owner, community)).as(damage).isNotEmpty();
            open.rollback();
        }
    }

    private static List<String> of(Invariant invariant, JdbcClient owner, long community) {
        return invariant.violations(owner).stream().filter(each -> each.contains("小区 " + community + " ")).toList();
    }
}
