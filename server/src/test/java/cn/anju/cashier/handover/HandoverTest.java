package cn.anju.cashier.handover;

import static cn.anju.cashier.Counter.path;
import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import cn.anju.cashier.Counter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class HandoverTest {

    @Autowired Counter counter;

    @Test
    void 交接没有两人签字不能开下一班_短款落到人_由别人了结_B12() {
        var community = counter.community(1);
        counter.office.put(path(community, "settings/cashier.handover-required"), Map.of("value", "true")).expect(204);
        var other = People.of(counter.office).with("administrator", null);
        var shift = counter.openShift(community);
        counter.pay(community, "1-101", "CASH", "100").expect(201);
        var contents = Map.of("cheques", 1, "cards", 3, "stamps", "收款专用章 1 枚", "books", "S 本，下一号 S00000002");
        assertThat(counter.office.post(path(community, "shifts/" + shift + "/handover"), contents).status()).isEqualTo(404);
        counter.office.post(path(community, "shifts/" + shift + "/close"), Map.of("countedCash", "95", "reason", "少五元")).expect(200);
        assertThat(other.post(path(community, "shifts"), Map.of()).expect(409).code()).isEqualTo("drawer-unsigned");
        assertThat(other.post(path(community, "shifts/" + shift + "/handover"), contents).expect(409).code()).isEqualTo("shift-of-other");
        counter.office.post(path(community, "shifts/" + shift + "/handover"), contents).expect(204);
        assertThat(counter.office.post(path(community, "shifts/" + shift + "/handover"), contents).expect(409).code()).isEqualTo("handover-exists");
        assertThat(other.post(path(community, "shifts"), Map.of()).expect(409).code()).isEqualTo("drawer-unsigned");
        assertThat(counter.office.post(path(community, "shifts/" + shift + "/handover/signature"), Map.of()).expect(409).code()).isEqualTo("own-handover");
        other.post(path(community, "shifts/" + shift + "/handover/signature"), Map.of()).expect(204);
        assertThat(other.post(path(community, "shifts/" + shift + "/handover/signature"), Map.of()).expect(409).code()).isEqualTo("handover-signed");
        other.post(path(community, "shifts"), Map.of()).expect(201);

        var list = counter.office.get(path(community, "handovers?settled=false")).expect(200);
        assertThat(list.at("/items/0/difference")).isEqualTo("-5.00");
        assertThat(list.at("/items/0/stamps")).isEqualTo("收款专用章 1 枚");
        assertThat(settle(counter.office, community, shift, "COMPENSATED")).isEqualTo("own-variance");
        assertThat(settle(other, community, shift, "INCOME")).isEqualTo("variance-kind");
        counter.assertBooksAgree(community);
        other.post(path(community, "shifts/" + shift + "/variance-settlement"), Map.of("kind", "COMPENSATED", "reason", "当日赔齐")).expect(204);
        assertThat(settle(other, community, shift, "WRITTEN_OFF")).isEqualTo("variance-settled");
        assertThat(counter.balance(community, "1901")).isEqualTo("0.00");
        assertThat(counter.balance(community, "1001")).isEqualTo("100.00");
        assertThat(counter.office.get(path(community, "handovers?settled=false")).at("/total")).isEqualTo("0");
        assertThat(counter.office.get(path(community, "handovers.xlsx")).status()).isEqualTo(200);
        counter.assertBooksAgree(community);
    }

    private static String settle(Office office, long community, long shift, String kind) {
        return office.post(path(community, "shifts/" + shift + "/variance-settlement"), Map.of("kind", kind, "reason", "试")).expect(409).code();
    }
}
