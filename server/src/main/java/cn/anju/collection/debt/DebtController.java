package cn.anju.collection.debt;

import cn.anju.collection.CollectionSettings;
import cn.anju.kernel.Column;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.setting.Settings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 欠费账龄、催缴工作单、时效预警。 */
@RestController
@RequestMapping("/api/communities/{community}/collection")
class DebtController {

    private static final List<Column<WorkList.Row>> WORK = List.of(
        Column.text("房号", 16, WorkList.Row::roomCode), Column.text("业主", 16, WorkList.Row::owner), Column.text("管家", 10, WorkList.Row::steward),
        Column.money("逾期", 14, WorkList.Row::overdue).withSum(), Column.date("最早应缴日", 12, WorkList.Row::oldestDueOn),
        Column.count("逾期天数", 10, WorkList.Row::daysLate), Column.money("风险金额", 14, WorkList.Row::atRisk),
        Column.text("理由", 50, row -> String.join("；", row.reasons())), Column.date("上次联系", 12, WorkList.Row::lastContactOn),
        Column.text("答复", 30, WorkList.Row::lastAnswer));

    private static final List<Column<Limitation.Claim>> CLAIMS = List.of(
        Column.text("房号", 16, Limitation.Claim::roomCode), Column.text("收费项目", 20, Limitation.Claim::itemName),
        Column.date("账期起", 12, Limitation.Claim::periodStart), Column.date("应缴日", 12, Limitation.Claim::dueOn),
        Column.money("欠费", 14, Limitation.Claim::outstanding).withSum(), Column.date("重新起算", 12, Limitation.Claim::restartedOn),
        Column.date("时效届满", 12, Limitation.Claim::lapsesOn));

    private final Ageing ageing;
    private final WorkList workList;
    private final Limitation limitation;
    private final Settings settings;

    DebtController(Ageing ageing, WorkList workList, Limitation limitation, Settings settings) {
        this.ageing = ageing;
        this.workList = workList;
        this.limitation = limitation;
        this.settings = settings;
    }

    @GetMapping("/ageing")
    @Needs("collection.read")
    Ageing.Table ageing(@PathVariable long community, @RequestParam Ageing.By by, @RequestParam @Nullable LocalDate asOf) {
        return ageing.of(community, by, asOf);
    }

    @GetMapping("/ageing.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> ageingSheet(@PathVariable long community, @RequestParam Ageing.By by, @RequestParam @Nullable LocalDate asOf) {
        var table = ageing.of(community, by, asOf);
        var columns = new ArrayList<>(List.of(Column.text("名称", 20, Ageing.Row::name), Column.count("户数", 8, Ageing.Row::rooms),
            Column.money("未到期", 14, Ageing.Row::notDue).withSum()));
        for (var i = 0; i < table.bands().size(); i++) {
            var band = i;
            columns.add(Column.<Ageing.Row>money(table.bands().get(i), 14, row -> row.bands().get(band)).withSum());
        }
        columns.add(Column.money("欠费合计", 14, Ageing.Row::outstanding).withSum());
        columns.add(Column.date("最早应缴日", 12, Ageing.Row::oldestDueOn));
        return ListSheet.of("欠费账龄", columns, table.rows(), "截至", table.asOf().toString());
    }

    @GetMapping("/work-list")
    @Needs("collection.read")
    Page<WorkList.Row> workList(@PathVariable long community, @ParameterObject WorkList.Filter filter, @ParameterObject Paging paging) {
        return workList.page(community, filter, paging);
    }

    @GetMapping("/work-list.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> workSheet(@PathVariable long community, @ParameterObject WorkList.Filter filter) {
        return ListSheet.of("催缴工作单", WORK, workList.page(community, filter, Paging.all(null)).items());
    }

    /** 时效快到的；{@code room} 给了就是这一户的全部。 */
    @GetMapping("/limitation")
    @Needs("collection.read")
    List<Limitation.Claim> limitation(@PathVariable long community, @RequestParam @Nullable Long room) {
        return room == null ? limitation.near(community, warningDays(community)) : limitation.of(community, room);
    }

    @GetMapping("/limitation.xlsx")
    @Needs("collection.read")
    ResponseEntity<byte[]> limitationSheet(@PathVariable long community) {
        return ListSheet.of("时效预警", CLAIMS, limitation.near(community, warningDays(community)));
    }

    private int warningDays(long community) {
        return settings.get(community, CollectionSettings.LIMIT_WARNING).intValueExact();
    }
}
