package cn.anju.servicedesk.ticket;

import cn.anju.attachment.UploadGate;
import cn.anju.kernel.Download;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import java.io.IOException;
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

/** 工单的照片。 */
@RestController
@RequestMapping("/api/communities/{community}/tickets/{ticket}/photos")
class TicketPhotoController {

    record Stored(long id) {}

    private final TicketPhotos photos;
    private final UploadGate gate;

    TicketPhotoController(TicketPhotos photos, UploadGate gate) {
        this.photos = photos;
        this.gate = gate;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("servicedesk.register")
    Stored add(@PathVariable long community, @PathVariable long ticket, @RequestParam MultipartFile file) throws IOException {
        if (file.isEmpty()) throw Problem.invalid("file-empty", "这个文件是空的，请另选一个");
        gate.admit(community, file.getBytes());
        var name = file.getOriginalFilename();
        return new Stored(photos.add(community, ticket, name == null ? "" : name, file.getContentType(), file.getBytes()));
    }

    @GetMapping("/{photo}")
    @Needs("servicedesk.read")
    ResponseEntity<byte[]> read(@PathVariable long community, @PathVariable long ticket, @PathVariable long photo) {
        var file = photos.read(community, ticket, photo);
        return Download.file(file.filename(), MediaType.parseMediaType(file.contentType()), file.content());
    }
}
