package cn.anju.metering;

import cn.anju.job.ImportColumn;
import cn.anju.job.ImportKind;
import cn.anju.job.ImportOptions;
import cn.anju.job.ImportPlan;
import cn.anju.job.ImportTrace;
import cn.anju.job.ImportUndone;
import cn.anju.kernel.SheetTable;
import java.util.List;
import org.springframework.stereotype.Component;

/** 导入仪表清单。 */
@Component
class MeterImport implements ImportKind {

    private final MeterPlanner planner;
    private final MeterIndex index;

    MeterImport(MeterPlanner planner, MeterIndex index) {
        this.planner = planner;
        this.index = index;
    }

    @Override
    public String kind() {
        return "meters";
    }

    @Override
    public String label() {
        return "仪表清单";
    }

    @Override
    public String permission() {
        return "metering.import";
    }

    @Override
    public List<ImportColumn> columns() {
        return List.of(
            ImportColumn.required(MeterSheetRow.NUMBER, "W00001").alsoCalled("仪表编号", "表编号").note("在小区里不重复"),
            ImportColumn.required(MeterSheetRow.KIND, "水").alsoCalled("仪表类型", "类型").note("水、电、气、暖 …… 与收费标准里的表类型一致"),
            ImportColumn.optional(MeterSheetRow.ROOM, "3-2-1201").alsoCalled("房屋编号", "房间号").note("装在一间房里的表"),
            ImportColumn.optional(MeterSheetRow.GROUP, "").note("公共表：3-2 是 3 栋 2 单元，3 是整栋，全区是整个小区；与房号只填一个"),
            ImportColumn.optional(MeterSheetRow.MULTIPLIER, "1").number().note("空着是 1"),
            ImportColumn.optional(MeterSheetRow.DIGITS, "6").number().note("表盘的整数位数，空着是 6"),
            ImportColumn.required(MeterSheetRow.START, "24211.05").alsoCalled("起始读数", "初始读数", "底数").number().note("开始用这只表收费时表盘上的数，不乘倍率"),
            ImportColumn.optional(MeterSheetRow.START_ON, "2026-07-01").date().note("空着是建账的第一天"),
            ImportColumn.optional(MeterSheetRow.USED, "14.4").number().note("建账那年在建账之前已用的量，已乘倍率；年阶梯从它算起"),
            ImportColumn.optional(MeterSheetRow.LOCATION, "").alsoCalled("位置").note("表装在哪，抄表的人看的"),
            ImportColumn.optional(MeterSheetRow.NOTE, "").note("这只表的备注"));
    }

    @Override
    public ImportPlan plan(long community, SheetTable table, ImportOptions options) {
        return planner.plan(community, table);
    }

    @Override
    public List<ImportTrace> traces() {
        return List.of(new ImportTrace("metering.share_group", "公摊组", "code"), new ImportTrace("metering.meter", "仪表", "number"),
            new ImportTrace("metering.reading", "抄表读数", "month"));
    }

    @Override
    public void undone(long community, ImportUndone rows) {
        index.removeAll(community, rows.removed("metering.meter"));
        index.refresh(community, rows.restored("metering.meter"));
    }
}
