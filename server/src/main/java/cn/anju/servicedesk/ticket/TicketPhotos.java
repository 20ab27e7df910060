package cn.anju.servicedesk.ticket;

import cn.anju.attachment.Attachment;
import cn.anju.attachment.Attachments;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 工单上的照片：看得到工单的人看得到。 */
@Service
public class TicketPhotos {

    /** 一张照片。 */
    public record Photo(long id, String filename, Instant addedAt, String addedName) {}

    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final TicketLock lock;
    private final Attachments attachments;
    private final Clock clock;

    TicketPhotos(JdbcClient jdbc, TicketLock lock, Attachments attachments, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.attachments = attachments;
        this.clock = clock;
    }

    /** 添一张照片。 @throws Problem 400 {@code not-a-photo}; 404 {@code ticket-not-found}; 409 {@code too-many-photos} */
    @Transactional
    long add(long community, long ticket, String filename, @Nullable String type, byte[] content) {
        CurrentUser.get().require(community, "servicedesk.register");
        return attach(community, ticket, filename, type, content);
    }

    /** 随报事的人一起送来的；谁可以送，问过了再来。 @throws Problem as {@link #add} */
    @Transactional(propagation = Propagation.MANDATORY)
    public long attach(long community, long ticket, String filename, @Nullable String type, byte[] content) {
        var user = CurrentUser.get();
        var held = lock.any(community, ticket);
        if (of(community, ticket).size() >= MOST) throw Problem.conflict("too-many-photos", "工单 %s 已有 %d 张照片，够用了", held.number(), MOST);
        var file = attachments.store(community, filename, type, content);
        if (!attachments.read(community, file).contentType().startsWith("image/")) throw Problem.invalid("not-a-photo", "这里只收照片，请另选一个文件");
        return jdbc.sql("""
            insert into servicedesk.ticket_photo (community_id, ticket_id, file_id, added_at, added_by, added_name)
            values (:community, :ticket, :file, :at, :by, :name) returning id
            """).param("community", community).param("ticket", ticket).param("file", file).param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .param("by", user.id()).param("name", user.name()).query(Long.class).single();
    }

    /** 这张工单的照片，先添的在前。 */
    @Transactional(readOnly = true)
    public List<Photo> of(long community, long ticket) {
        return jdbc.sql("""
            select p.id, f.filename, p.added_at, p.added_name from servicedesk.ticket_photo p
              join attachment.file f on f.community_id = p.community_id and f.id = p.file_id
             where p.community_id = :community and p.ticket_id = :ticket order by p.id
            """).param("community", community).param("ticket", ticket).query(Photo.class).list();
    }

    /** @throws Problem 404 {@code photo-not-found} */
    @Transactional(readOnly = true)
    public Attachment read(long community, long ticket, long photo) {
        var file = jdbc.sql("select file_id from servicedesk.ticket_photo where community_id = :community and ticket_id = :ticket and id = :photo")
            .param("community", community).param("ticket", ticket).param("photo", photo).query(Long.class).optional()
            .orElseThrow(() -> Problem.notFound("photo-not-found", "没有这张照片"));
        return attachments.read(community, file);
    }
}
