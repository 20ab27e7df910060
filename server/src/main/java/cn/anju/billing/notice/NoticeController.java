package cn.anju.billing.notice;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.Download;
import cn.anju.kernel.ListSheet;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.ledger.LegalEntities;
import cn.anju.resident.Holdings;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}")
class NoticeController {

    /** How many rooms were put on record. */
    record Recorded(int rooms) {}

    private static final List<Column<NoticeList.Row>> COLUMNS = List.of(
        Column.text("房号", 16, NoticeList.Row::roomCode), Column.text("业主", 16, NoticeList.Row::owners),
        Column.money("本期应缴", 14, NoticeList.Row::amount).withSum(), Column.money("本期未缴", 14, NoticeList.Row::outstanding).withSum(),
        Column.money("往期未缴", 14, NoticeList.Row::earlier).withSum(), Column.date("应缴日", 12, NoticeList.Row::dueOn),
        Column.text("送达方式", 12, row -> row.way() == null ? null : row.way().label()),
        Column.date("送达日期", 12, NoticeList.Row::deliveredOn), Column.text("登记人", 12, NoticeList.Row::deliveredBy));

    private final NoticeList list;
    private final NoticeSheet sheet;
    private final Deliveries deliveries;
    private final Statement statement;
    private final Communities communities;
    private final LegalEntities entities;
    private final Holdings holdings;

    NoticeController(NoticeList list, NoticeSheet sheet, Deliveries deliveries, Statement statement, Communities communities,
                     LegalEntities entities, Holdings holdings) {
        this.list = list;
        this.sheet = sheet;
        this.deliveries = deliveries;
        this.statement = statement;
        this.communities = communities;
        this.entities = entities;
        this.holdings = holdings;
    }

    @GetMapping("/bill-notices")
    @Needs("billing.read")
    Page<NoticeList.Row> list(@PathVariable long community, @ParameterObject NoticeList.Filter filter, @ParameterObject Paging paging) {
        return list.page(community, filter, paging);
    }

    @GetMapping("/bill-notices/totals")
    @Needs("billing.read")
    NoticeList.Totals totals(@PathVariable long community, @ParameterObject NoticeList.Filter filter) {
        return list.totals(community, filter);
    }

    @GetMapping("/bill-notices.xlsx")
    @Needs("billing.read")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject NoticeList.Filter filter, @ParameterObject Paging paging) {
        return ListSheet.of("缴费通知单", COLUMNS, list.page(community, filter, Paging.all(paging.sort())).items());
    }

    /** 通知单，一页一张或四张。 */
    @GetMapping(path = "/bill-notices.pdf", produces = "application/pdf")
    @Needs("billing.read")
    ResponseEntity<byte[]> pdf(@PathVariable long community, @ParameterObject NoticeList.Filter filter, @RequestParam(defaultValue = "4") int perPage) {
        return Download.file("缴费通知单-%s.pdf".formatted(filter.month()), MediaType.APPLICATION_PDF, sheet.pdf(community, filter, perPage));
    }

    /** 派单登记表的打印页。 */
    @GetMapping(path = "/bill-notices/handing-out.html", produces = "text/html;charset=UTF-8")
    @Needs("billing.read")
    String handingOut(@PathVariable long community, @ParameterObject NoticeList.Filter filter) {
        return HandingOutPage.of(communities.name(community), filter.month(), list.page(community, filter, Paging.all(null)).items());
    }

    @PostMapping("/bill-notices/deliveries")
    @Needs("billing.deliver")
    Recorded deliver(@PathVariable long community, @Valid @RequestBody Deliveries.Delivery delivery) {
        return new Recorded(deliveries.record(community, delivery));
    }

    @GetMapping("/rooms/{room}/notice-deliveries")
    @Needs("billing.read")
    List<Deliveries.Row> deliveries(@PathVariable long community, @PathVariable long room) {
        return deliveries.ofRoom(community, room);
    }

    @GetMapping("/rooms/{room}/former-owners")
    @Needs("billing.read")
    List<Statement.Former> formerOwners(@PathVariable long community, @PathVariable long room) {
        return statement.formerOwners(community, room);
    }

    @GetMapping("/rooms/{room}/statement")
    @Needs("billing.read")
    Statement.View statement(@PathVariable long community, @PathVariable long room, @RequestParam LocalDate from, @RequestParam LocalDate to,
                             @RequestParam @Nullable Long formerOwner) {
        return statement.of(community, room, from, to, formerOwner);
    }

    @GetMapping(path = "/rooms/{room}/statement.html", produces = "text/html;charset=UTF-8")
    @Needs("billing.read")
    String statementPage(@PathVariable long community, @PathVariable long room, @RequestParam LocalDate from, @RequestParam LocalDate to,
                         @RequestParam @Nullable Long formerOwner) {
        var view = statement.of(community, room, from, to, formerOwner);
        if (formerOwner != null)
            return StatementPage.of(communities.name(community), entities.of(community).name(), statement.name(community, room, formerOwner), view);
        var owners = holdings.owners(community, room, to).stream().map(Holdings.Owner::name).collect(Collectors.joining("、"));
        return StatementPage.of(communities.name(community), entities.of(community).name(), owners.isEmpty() ? null : owners, view);
    }
}
