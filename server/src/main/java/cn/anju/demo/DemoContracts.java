package cn.anju.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 合同与证照：维保、保洁、保安的合同，许可和年检；一份续了，一份快到期，一份违过约。 */
final class DemoContracts implements DemoChapter {

    private static final String POST = "clerk";

    private final DemoOffice office;

    DemoContracts(DemoOffice office) {
        this.office = office;
    }

    @Override
    public void morning(LocalDate day) {
        if (day.equals(office.today.minusDays(75))) register();
    }

    private void register() {
        var today = office.today;
        var cleaning = enter("CONTRACT", "保洁外包合同", "BJ-2025-07", "洁美保洁有限公司", "186000.00", today.minusDays(400), today.minusDays(36), "cs_supervisor", null);
        enter("CONTRACT", "保洁外包合同", "BJ-2026-07", "洁美保洁有限公司", "192000.00", today.minusDays(35), today.plusDays(329), "cs_supervisor", cleaning);
        var lift = enter("CONTRACT", "电梯维保合同", "DT-2026-01", "云梯电梯工程有限公司", "36000.00", today.minusDays(350), today.plusDays(14), "engineering_supervisor", null);
        var guards = enter("CONTRACT", "秩序维护外包合同", "BA-2026-03", "安盾保安服务有限公司", "318000.00", today.minusDays(250), today.plusDays(114), "director", null);
        enter("LICENCE", "二次供水卫生许可证", "卫水字 2025 第 018 号", "城西卫生监督所", null, today.minusDays(340), today.plusDays(24), "engineering_supervisor", null);
        enter("LICENCE", "停车场经营备案", "停备 2024-0117", "城西城市管理局", null, today.minusDays(600), today.plusDays(494), "director", null);
        enter("INSPECTION", "电梯年度检验", "TJ-2025-3306", "市特种设备检验所", "4800.00", today.minusDays(200), today.plusDays(164), "engineering_supervisor", null);
        enter("INSPECTION", "消防设施年度检测", "XF-2025-112", "安信消防检测有限公司", "9600.00", today.minusDays(370), today.minusDays(6), "engineering_supervisor", null);
        note(lift, "KEPT", "本月维保两次，记录齐全，困人演练一次");
        note(guards, "BREACH", "夜班东门缺岗一次，按合同扣 500 元");
        note(guards, "KEPT", "补派一人，连续两周抽查在岗");
        note(lift, "CHANGED", "更换维保负责人，已收到对方书面告知");
    }

    private long enter(String kind, String title, String number, String party, @Nullable String amount, LocalDate from, LocalDate to, String owner, @Nullable Long renews) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "title", title, "paperNumber", number, "counterparty", party, "fromOn", from.toString(), "toOn", to.toString(), "ownerId", office.idOf(owner)));
        if (amount != null) body.put("amount", amount);
        if (renews != null) body.put("renewsId", renews);
        return office.add(POST, "/contracts", body).get("id").asLong();
    }

    private void note(long contract, String kind, String text) {
        office.post(POST, "/contracts/%d/notes".formatted(contract), Map.of("kind", kind, "text", text));
    }
}
