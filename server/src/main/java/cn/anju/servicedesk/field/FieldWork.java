package cn.anju.servicedesk.field;

import cn.anju.kernel.CurrentUser;
import cn.anju.servicedesk.order.OrderList;
import cn.anju.servicedesk.order.WorkSteps;
import cn.anju.servicedesk.service.ServiceCatalogue;
import cn.anju.servicedesk.service.ServiceOrderList;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 出门带走的：我的任务单、能走的每一步、材料单、服务目录；和一张任务单上办过的。 */
@Component
@Transactional(readOnly = true)
class FieldWork {

    /** 任务单上办过的。 @param signCode what the household was told, for the desk's eyes only; {@code mayEnterMaterial} on paper handed in */
    record Done(List<Materials.Use> materials, List<ServiceOrderList.Row> services, List<Signatures.Photo> photos, @Nullable String paperVoucher, @Nullable String signedBy,
                @Nullable String signedWay, @Nullable Instant signedAt, @Nullable String signCode, boolean mayEnterMaterial) {}

    /** @param site what to know before going there */
    record Job(OrderList.Row order, Done done, JobSites.Site site) {}

    /** @param from the states in which the step may be taken, and {@code to} where it leads */
    record Move(WorkSteps.Step step, String label, Set<String> from, String to, boolean needsText) {}

    record Pack(Instant takenAt, List<Job> jobs, List<Move> moves, List<Materials.Material> materials, List<ServiceCatalogue.Item> services) {}

    private record Paper(@Nullable String paperVoucher, @Nullable String signedBy, @Nullable String signedWay, @Nullable Instant signedAt, @Nullable String signCode, String state) {}

    private final JdbcClient jdbc;
    private final OrderList orders;
    private final Materials materials;
    private final Signatures signatures;
    private final JobSites sites;
    private final ServiceOrderList services;
    private final ServiceCatalogue catalogue;
    private final Clock clock;

    FieldWork(JdbcClient jdbc, OrderList orders, Materials materials, Signatures signatures, JobSites sites, ServiceOrderList services, ServiceCatalogue catalogue, Clock clock) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.materials = materials;
        this.signatures = signatures;
        this.sites = sites;
        this.services = services;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** 我手上没了的，和今天了了的。 */
    Pack pack(long community) {
        return new Pack(clock.instant(), orders.mine(community).stream().map(row -> new Job(row, done(community, row.id(), false), sites.of(community, row.ticketId()))).toList(), WorkSteps.moves().stream()
            .map(step -> new Move(step, step.label(), step.from(), step.to(), step.needsText())).toList(),
            materials.list(community).stream().filter(Materials.Material::isActive).toList(), catalogue.list(community).stream().filter(ServiceCatalogue.Item::isActive).toList());
    }

    /** @throws cn.anju.kernel.Problem 404 {@code order-not-found}, also for another's order when one sees only his own */
    Done of(long community, long order) {
        orders.one(community, order);
        return done(community, order, CurrentUser.get().may(community, "servicedesk.dispatch"));
    }

    private Done done(long community, long order, boolean withCode) {
        var paper = jdbc.sql("select paper_voucher, signed_by, signed_way, signed_at, sign_code, state from servicedesk.work_order where community_id = :community and id = :id")
            .param("community", community).param("id", order).query(Paper.class).single();
        return new Done(materials.of(community, order), services.ofWorkOrder(community, order), signatures.of(community, order), paper.paperVoucher(), paper.signedBy(),
            paper.signedWay(), paper.signedAt(), withCode ? paper.signCode() : null,
            !paper.state().equals("CANCELLED") && CurrentUser.get().may(community, "servicedesk.register"));
    }
}
