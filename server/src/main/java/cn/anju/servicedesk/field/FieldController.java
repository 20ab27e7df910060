package cn.anju.servicedesk.field;

import cn.anju.attachment.UploadGate;
import cn.anju.kernel.Download;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import cn.anju.servicedesk.order.OrderList;
import cn.anju.servicedesk.ticket.TicketPhotos;
import cn.anju.servicedesk.ticket.Tickets;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** 外勤手机。 */
@RestController
@RequestMapping("/api/communities/{community}")
class FieldController {

    record Made(long id) {}

    private final FieldWork work;
    private final FieldActs acts;
    private final Signatures signatures;
    private final Materials materials;
    private final DeskMaterials desk;
    private final FieldReports reports;
    private final OrderList orders;
    private final TicketPhotos ticketPhotos;
    private final UploadGate gate;

    FieldController(FieldWork work, FieldActs acts, Signatures signatures, Materials materials, DeskMaterials desk, FieldReports reports, OrderList orders,
                    TicketPhotos ticketPhotos, UploadGate gate) {
        this.work = work;
        this.acts = acts;
        this.signatures = signatures;
        this.materials = materials;
        this.desk = desk;
        this.reports = reports;
        this.orders = orders;
        this.ticketPhotos = ticketPhotos;
        this.gate = gate;
    }

    /** What to take along: it is kept on the phone. */
    @GetMapping("/field/pack")
    @Needs("servicedesk.work")
    FieldWork.Pack pack(@PathVariable long community) {
        return work.pack(community);
    }

    @PostMapping("/field/acts")
    @Needs("servicedesk.work")
    FieldActs.Result act(@PathVariable long community, @Valid @RequestBody FieldAct act) {
        return acts.take(community, act);
    }

    /** A photo, or the signature drawn on the glass. */
    @PostMapping(path = "/field/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Needs("servicedesk.work")
    FieldActs.Result photo(@PathVariable long community, @RequestParam UUID clientId, @RequestParam long orderId, @RequestParam Signatures.Stage stage, @RequestParam Instant madeAt,
                           @RequestParam @Nullable String signer, @RequestParam MultipartFile file) throws IOException {
        if (file.isEmpty()) throw Problem.invalid("file-empty", "这个文件是空的，请另选一个");
        var name = file.getOriginalFilename();
        var content = file.getBytes();
        gate.admit(community, content);
        return acts.once(community, clientId, orderId, "PHOTO", madeAt,
            order -> signatures.add(community, order, clientId, stage, madeAt, signer, name == null ? "" : name, file.getContentType(), content));
    }

    /** What the desk's photos of it show, for who is sent. */
    @GetMapping("/work-orders/{order}/ticket-photos/{photo}")
    @Needs("servicedesk.work")
    ResponseEntity<byte[]> ticketPhoto(@PathVariable long community, @PathVariable long order, @PathVariable long photo) {
        var file = ticketPhotos.read(community, orders.one(community, order).ticketId(), photo);
        return Download.file(file.filename(), MediaType.parseMediaType(file.contentType()), file.content());
    }

    /** Where a fault may be: kept on the phone. */
    @GetMapping("/field/spots")
    @Needs("servicedesk.report")
    FieldReports.Spots spots(@PathVariable long community) {
        return reports.spots(community);
    }

    @GetMapping("/field/reports")
    @Needs("servicedesk.report")
    List<FieldReports.Mine> reported(@PathVariable long community) {
        return reports.mine(community);
    }

    @PostMapping("/field/reports")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.report")
    Tickets.Opened report(@PathVariable long community, @Valid @RequestBody FieldReports.NewReport report) {
        return reports.report(community, report);
    }

    @PostMapping(path = "/field/reports/{report}/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.report")
    void reportPhoto(@PathVariable long community, @PathVariable UUID report, @RequestParam UUID clientId, @RequestParam MultipartFile file) throws IOException {
        if (file.isEmpty()) throw Problem.invalid("file-empty", "这个文件是空的，请另选一个");
        var name = file.getOriginalFilename();
        var content = file.getBytes();
        gate.admit(community, content);
        reports.photo(community, report, clientId, name == null ? "" : name, file.getContentType(), content);
    }

    @GetMapping("/work-orders/{order}/done")
    @Needs("servicedesk.work")
    FieldWork.Done done(@PathVariable long community, @PathVariable long order) {
        return work.of(community, order);
    }

    @GetMapping("/work-orders/{order}/photos/{photo}")
    @Needs("servicedesk.work")
    ResponseEntity<byte[]> photo(@PathVariable long community, @PathVariable long order, @PathVariable long photo) {
        orders.one(community, order);
        var file = signatures.read(community, order, photo);
        return Download.file(file.filename(), MediaType.parseMediaType(file.contentType()), file.content());
    }

    @PostMapping("/work-orders/{order}/materials")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.register")
    Made enter(@PathVariable long community, @PathVariable long order, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
               @Valid @RequestBody DeskMaterials.NewUse use) {
        return new Made(desk.enter(community, order, key, use));
    }

    @GetMapping("/materials")
    @Needs("servicedesk.work")
    List<Materials.Material> materials(@PathVariable long community) {
        return materials.list(community);
    }

    @PutMapping("/materials")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs("servicedesk.roster")
    void put(@PathVariable long community, @Valid @RequestBody Materials.NewMaterial material) {
        materials.put(community, material);
    }
}
