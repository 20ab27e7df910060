package cn.anju.access;

import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {

    private final AuditList audit;

    AuditController(AuditList audit) {
        this.audit = audit;
    }

    @GetMapping("/api/audit")
    @Needs("access.audit")
    Page<AuditList.Row> ofCompany(@ParameterObject AuditList.Filter filter, @ParameterObject Paging paging) {
        return audit.list(null, filter, paging);
    }

    @GetMapping("/api/audit.xlsx")
    @Needs("access.audit")
    ResponseEntity<byte[]> exportOfCompany(@ParameterObject AuditList.Filter filter, @ParameterObject Paging paging) {
        return audit.workbook(null, filter, paging.sort());
    }

    @GetMapping("/api/communities/{community}/audit")
    @Needs("access.audit")
    Page<AuditList.Row> list(@PathVariable long community, @ParameterObject AuditList.Filter filter, @ParameterObject Paging paging) {
        return audit.list(community, filter, paging);
    }

    @GetMapping("/api/communities/{community}/audit.xlsx")
    @Needs("access.audit")
    ResponseEntity<byte[]> export(@PathVariable long community, @ParameterObject AuditList.Filter filter, @ParameterObject Paging paging) {
        return audit.workbook(community, filter, paging.sort());
    }
}
