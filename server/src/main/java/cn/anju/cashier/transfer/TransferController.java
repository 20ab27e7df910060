package cn.anju.cashier.transfer;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 过户结算：先看、双方确认、打印。 */
@RestController
@RequestMapping("/api/communities/{community}")
class TransferController {

    private final TransferDesk desk;
    private final SettlementSheet sheets;

    TransferController(TransferDesk desk, SettlementSheet sheets) {
        this.desk = desk;
        this.sheets = sheets;
    }

    @GetMapping("/rooms/{room}/owner-settlements")
    @Needs("billing.read")
    List<SettlementSheet.Row> ofRoom(@PathVariable long community, @PathVariable long room) {
        return sheets.ofRoom(community, room);
    }

    /** What both parties are shown; nothing is written. */
    @PostMapping("/rooms/{room}/owner-settlements/preview")
    @Needs("billing.correct")
    OwnerSettlement preview(@PathVariable long community, @PathVariable long room, @RequestBody @Valid TransferOrder order) {
        return desk.preview(community, room, order);
    }

    @PostMapping("/rooms/{room}/owner-settlements")
    @Needs("billing.correct")
    @ResponseStatus(HttpStatus.CREATED)
    SettlementSheet.View confirm(@PathVariable long community, @PathVariable long room,
                                 @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
                                 @RequestBody @Valid TransferOrder.Confirmed confirmed) {
        return sheets.get(community, desk.confirm(community, room, key, confirmed));
    }

    @GetMapping("/owner-settlements/{id}")
    @Needs("billing.read")
    SettlementSheet.View get(@PathVariable long community, @PathVariable long id) {
        return sheets.get(community, id);
    }

    @GetMapping(path = "/owner-settlements/{id}/sheet.html", produces = "text/html;charset=UTF-8")
    @Needs("billing.read")
    String print(@PathVariable long community, @PathVariable long id) {
        return sheets.print(community, id);
    }
}
