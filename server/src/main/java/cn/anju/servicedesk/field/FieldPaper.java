package cn.anju.servicedesk.field;

import cn.anju.kernel.Money;
import cn.anju.servicedesk.order.OrderRecords;
import cn.anju.servicedesk.service.ServiceOrderList;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 手机上记的用料、收费和签字，印到任务单上。 */
@Component
class FieldPaper implements OrderRecords {

    private record Signed(@Nullable String signedBy, @Nullable String signedWay, @Nullable Instant signedAt) {}

    private final JdbcClient jdbc;
    private final Materials materials;
    private final ServiceOrderList services;
    private final Signatures signatures;

    FieldPaper(JdbcClient jdbc, Materials materials, ServiceOrderList services, Signatures signatures) {
        this.jdbc = jdbc;
        this.materials = materials;
        this.services = services;
        this.signatures = signatures;
    }

    @Override
    @Transactional(readOnly = true)
    public Done of(long community, long order) {
        var signed = jdbc.sql("select signed_by, signed_way, signed_at from servicedesk.work_order where community_id = :community and id = :id").param("community", community).param("id", order)
            .query(Signed.class).single();
        var used = materials.of(community, order).stream().map(use -> "%s %s%s%s".formatted(use.name(), use.quantity().stripTrailingZeros().toPlainString(), use.unit(),
            use.amount() == null ? "" : "，单价 %s 元，%s 元".formatted(use.price(), use.amount()))).toList();
        var charged = services.ofWorkOrder(community, order).stream().filter(row -> !row.state().equals("DECLINED")).map(row -> "%s，%s 元%s".formatted(row.what(), row.amount(), paid(row.outstanding()))).toList();
        var drawn = signatures.of(community, order).stream().filter(photo -> photo.stage() == Signatures.Stage.SIGNATURE).findFirst()
            .map(photo -> signatures.read(community, order, photo.id())).map(file -> "data:%s;base64,%s".formatted(file.contentType(), Base64.getEncoder().encodeToString(file.content())));
        return new Done(used, charged, signed.signedBy(), "CODE".equals(signed.signedWay()), signed.signedAt(), drawn.orElse(null));
    }

    private static String paid(@Nullable Money outstanding) {
        return outstanding == null ? "" : outstanding.isZero() ? "（已收）" : "（待收 %s 元）".formatted(outstanding);
    }
}
