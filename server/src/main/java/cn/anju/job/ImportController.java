package cn.anju.job;

import cn.anju.attachment.UploadGate;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Download;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Page;
import cn.anju.kernel.Paging;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** 导入。Each kind has a permission of its own, so that the service asks for it, before it looks at the file. */
@RestController
@RequestMapping("/api/communities/{community}/imports")
class ImportController {

    record Started(long id) {}

    /** 一种导入，和我能不能做。 */
    record Kind(String kind, String label, boolean mayImport, List<ImportColumn> columns) {}

    /** 预览里问到的变更（如换了业主），从哪一天起；没有日子的不改。 */
    record OwnerChange(@NotBlank String subject, @Nullable LocalDate date) {}

    /** @param otherOwnerChanges the day of all those that are not named */
    record Apply(@Nullable List<@Valid @NotNull OwnerChange> ownerChanges, @Nullable LocalDate otherOwnerChanges) {}

    private final Imports imports;
    private final ImportList list;
    private final ImportUndo undo;
    private final UploadGate gate;

    ImportController(Imports imports, ImportList list, ImportUndo undo, UploadGate gate) {
        this.imports = imports;
        this.list = list;
        this.undo = undo;
        this.gate = gate;
    }

    /** @param kind only this one, also where it is not among those to choose from (a register's) */
    @Needs(Needs.SIGNED_IN)
    @GetMapping("/kinds")
    List<Kind> kinds(@PathVariable long community, @RequestParam(required = false) @Nullable String kind) {
        var user = CurrentUser.get();
        return (kind == null ? imports.kinds() : List.of(imports.permitted(community, kind))).stream().map(each -> new Kind(each.kind(), each.label(), user.may(community, each.permission()), each.columns())).toList();
    }

    @Needs("job.read")
    @GetMapping
    Page<ImportView.Line> list(@PathVariable long community, @RequestParam(required = false) @Nullable String kind,
                               @ParameterObject Paging paging) {
        return list.page(community, kind, paging);
    }

    @Needs(Needs.SIGNED_IN)
    @PostMapping(path = "/{kind}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started upload(@PathVariable long community, @PathVariable String kind, @RequestParam(defaultValue = "false") boolean preview,
                   @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        imports.permitted(community, kind);
        if (file == null) throw Problem.invalid("file-missing", "请选择要导入的文件");
        gate.admit(community, file.getBytes());
        var name = file.getOriginalFilename();
        return new Started(imports.upload(community, kind, name == null || name.isBlank() ? kind : name, file.getBytes(), preview));
    }

    @Needs("job.read")
    @GetMapping("/{id}")
    ImportOutcome get(@PathVariable long community, @PathVariable long id) {
        return list.outcome(community, id);
    }

    @Needs("job.read")
    @GetMapping("/{id}/summary")
    ImportView summary(@PathVariable long community, @PathVariable long id) {
        return list.get(community, id);
    }

    @Needs(Needs.SIGNED_IN)
    @PostMapping("/{id}/apply")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started apply(@PathVariable long community, @PathVariable long id, @RequestBody(required = false) @Valid @Nullable Apply body) {
        var dates = new HashMap<String, @Nullable LocalDate>();
        if (body != null && body.ownerChanges() != null) body.ownerChanges().forEach(change -> dates.put(change.subject(), change.date()));
        imports.apply(community, id, dates, body == null ? null : body.otherOwnerChanges());
        return new Started(id);
    }

    /** 撤销会怎样，先看数。 */
    @Needs(Needs.SIGNED_IN)
    @GetMapping("/{id}/undo")
    ImportUndo.Outlook outlook(@PathVariable long community, @PathVariable long id) {
        return undo.outlook(community, id);
    }

    @Needs(Needs.SIGNED_IN)
    @PostMapping("/{id}/undo")
    ImportView undo(@PathVariable long community, @PathVariable long id) {
        undo.undo(community, id);
        return list.get(community, id);
    }

    @Needs(Needs.SIGNED_IN)
    @GetMapping("/{kind}/template.xlsx")
    ResponseEntity<byte[]> template(@PathVariable long community, @PathVariable String kind) {
        var known = imports.permitted(community, kind);
        return Download.xlsx(known.label() + "模板.xlsx", ImportTemplate.bytes(known));
    }
}
