package cn.anju.ledger.export;

import cn.anju.kernel.Download;
import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/communities/{community}/ledger/exports")
class VoucherExportController {

    /** 导出好的一批。 */
    record Exported(long id) {}

    private final VoucherExports exports;

    VoucherExportController(VoucherExports exports) {
        this.exports = exports;
    }

    @GetMapping
    @Needs("ledger.read")
    List<VoucherExports.Batch> list(@PathVariable long community) {
        return exports.list(community);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.export")
    Exported export(@PathVariable long community, @Valid @RequestBody VoucherExports.Order order) {
        return new Exported(exports.export(community, order));
    }

    @GetMapping("/{id}/file")
    @Needs("ledger.export")
    ResponseEntity<byte[]> file(@PathVariable long community, @PathVariable long id) {
        var file = exports.file(community, id);
        return Download.file(file.name(), MediaType.APPLICATION_OCTET_STREAM, file.content());
    }

    @GetMapping("/mappings/{system}")
    @Needs("ledger.read")
    VoucherExports.MappingSheet mapping(@PathVariable long community, @PathVariable FinanceSystem system) {
        return exports.mapping(community, system);
    }

    @PutMapping("/mappings/{system}")
    @Needs("ledger.export")
    VoucherExports.MappingSheet change(@PathVariable long community, @PathVariable FinanceSystem system, @Valid @RequestBody VoucherExports.MappingSheet sheet) {
        exports.change(community, system, sheet);
        return exports.mapping(community, system);
    }
}
