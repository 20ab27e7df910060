package cn.anju.estate;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 房屋资料；文件先传到附件，再归到房下。 */
@RestController
@RequestMapping("/api/communities/{community}/rooms/{room}/documents")
class RoomDocumentController {

    private final RoomDocuments documents;

    RoomDocumentController(RoomDocuments documents) {
        this.documents = documents;
    }

    @PostMapping
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.CREATED)
    List<RoomDocuments.Document> add(@PathVariable long community, @PathVariable long room, @RequestBody @Valid RoomDocuments.NewDocument document) {
        return documents.add(community, room, document);
    }

    @DeleteMapping("/{document}")
    @Needs("estate.edit")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long community, @PathVariable long room, @PathVariable long document) {
        documents.remove(community, room, document);
    }
}
