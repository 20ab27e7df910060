package cn.anju.estate;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 一间房的资料：已上传的附件归到这间房名下。 */
@Service
public class RoomDocuments {

    /** 一份资料。 */
    public record Document(long id, long attachmentId, String kind, String title, String filename, String contentType, int size,
                           OffsetDateTime addedAt, String addedBy) {}

    /** @param kind 房产证、身份证复印件、入住资料 … */
    record NewDocument(@NotNull(message = "请先上传文件") Long attachmentId, @NotBlank(message = "请选资料种类") @Size(max = 40) String kind,
                       @NotBlank(message = "请填资料名称") @Size(max = 100) String title) {}

    private final JdbcClient jdbc;
    private final Rooms rooms;
    private final AuditTrail audit;
    private final Clock clock;

    RoomDocuments(JdbcClient jdbc, Rooms rooms, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Document> of(long community, long room) {
        return jdbc.sql("""
            select d.id, d.attachment_id, d.kind, d.title, f.filename, f.content_type, f.size, d.added_at, d.added_by
              from estate.room_document d join attachment.file f on f.community_id = d.community_id and f.id = d.attachment_id
             where d.community_id = :community and d.room_id = :room order by d.id desc
            """).param("community", community).param("room", room).query(Document.class).list();
    }

    @Transactional
    List<Document> add(long community, long room, NewDocument document) {
        CurrentUser.get().require(community, "estate.edit");
        var known = rooms.byId(community, room);
        try {
            jdbc.sql("""
                insert into estate.room_document (community_id, room_id, attachment_id, kind, title, added_at, added_by)
                values (:community, :room, :attachment, :kind, :title, :now, :by)
                """).param("community", community).param("room", room).param("attachment", document.attachmentId()).param("kind", document.kind().strip())
                .param("title", document.title().strip()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("by", CurrentUser.get().name()).update();
        } catch (DataIntegrityViolationException e) {
            throw Problem.invalid("attachment-not-found", "没有这份附件，请重新上传");
        }
        audit.note(known.code() + " 的资料", null, document);
        return of(community, room);
    }

    /** 从这间房的资料里拿掉；文件本身留着。 */
    @Transactional
    void remove(long community, long room, long id) {
        CurrentUser.get().require(community, "estate.edit");
        var document = of(community, room).stream().filter(known -> known.id() == id).findFirst()
            .orElseThrow(() -> Problem.notFound("document-not-found", "没有这份资料"));
        jdbc.sql("delete from estate.room_document where community_id = :community and room_id = :room and id = :id")
            .param("community", community).param("room", room).param("id", id).update();
        audit.note(rooms.byId(community, room).code() + " 的资料", document, null);
    }
}
