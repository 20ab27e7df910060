package cn.anju.attachment;

import cn.anju.kernel.Download;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/communities/{community}/attachments")
class AttachmentController {

    record Stored(long id) {}

    private final Attachments attachments;
    private final UploadGate gate;

    AttachmentController(Attachments attachments, UploadGate gate) {
        this.attachments = attachments;
        this.gate = gate;
    }

    @Needs("attachment.read")
    @GetMapping
    List<AttachmentRow> list(@PathVariable long community, @RequestParam String subject) {
        return attachments.list(community, subject);
    }

    @Needs("attachment.write")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Stored store(@PathVariable long community, @RequestParam String subject, @RequestParam MultipartFile file) throws IOException {
        if (!subject.matches("[a-z-]{1,30}:\\d{1,18}"))
            throw Problem.invalid("attachment-subject-invalid", "请说明附件属于哪一项，例如 room:17");
        if (file.isEmpty()) throw Problem.invalid("file-empty", "这个文件是空的，请另选一个");
        gate.admit(community, file.getBytes());
        var name = file.getOriginalFilename();
        return new Stored(attachments.storeListed(community, subject, name == null ? "" : name, file.getContentType(), file.getBytes()));
    }

    @Needs("attachment.read")
    @GetMapping("/{id}")
    ResponseEntity<byte[]> read(@PathVariable long community, @PathVariable long id) {
        var file = attachments.readListed(community, id);
        return Download.file(file.filename(), MediaType.parseMediaType(file.contentType()), file.content());
    }

    @Needs("attachment.read")
    @GetMapping("/{id}/thumbnail")
    ResponseEntity<byte[]> thumbnail(@PathVariable long community, @PathVariable long id) {
        var file = attachments.thumbnail(community, id);
        return Download.file(file.filename(), MediaType.parseMediaType(file.contentType()), file.content());
    }
}
