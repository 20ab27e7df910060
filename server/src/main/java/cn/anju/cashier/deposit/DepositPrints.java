package cn.anju.cashier.deposit;

import cn.anju.cashier.till.Slips;
import cn.anju.cashier.till.Till;
import cn.anju.kernel.Problem;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 押金收据和扣款单的打印页。 */
@Component
@Transactional(readOnly = true)
class DepositPrints {

    private final DepositList list;
    private final Till till;
    private final Slips slips;

    DepositPrints(DepositList list, Till till, Slips slips) {
        this.list = list;
        this.till = till;
        this.slips = slips;
    }

    String receipt(long community, long id) {
        var row = list.get(community, id).deposit();
        if (row.shiftId() == null) throw Problem.conflict("deposit-of-opening", "期初押金的收据是启用以前开的，请找原收据");
        var lines = about(row);
        var means = till.means(community, Till.Kind.DEPOSIT, id);
        lines.put("付款方式", means.method().label() + (means.reference() == null ? "" : "（" + means.reference() + "）"));
        lines.put("说明", "凭本收据退还；如有扣除，凭扣款单结算");
        return slips.page(community, Slips.Kind.DEPOSIT, row.number(), row.isVoided() ? "作废" : "", row.amount(), row.takenName(), lines);
    }

    String deduction(long community, long id, long movement) {
        var detail = list.get(community, id);
        var move = detail.movements().stream().filter(each -> each.id() == movement && each.slipNo() != null).findFirst()
            .orElseThrow(() -> Problem.notFound("deduction-not-found", "没有这张扣款单"));
        var lines = about(detail.deposit());
        lines.put("日期", move.movedOn().toString());
        lines.put("押金收据", detail.deposit().number() + "，原额 " + detail.deposit().amount() + " 元");
        lines.put("扣款原因", String.valueOf(move.reason()));
        lines.put("凭证", move.attachmentIds().size() + " 份，存于系统");
        lines.put("扣后余额", move.balance() + " 元");
        return slips.page(community, Slips.Kind.DEDUCTION, String.valueOf(move.slipNo()), "", move.amount().negated(), move.madeName(), lines);
    }

    private static LinkedHashMap<String, String> about(DepositList.Row row) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("日期", row.takenOn().toString());
        lines.put("房号", row.roomCode());
        lines.put("交款人", row.payerName());
        lines.put("押金", row.kindLabel());
        lines.put("事由", row.cause());
        return lines;
    }
}
