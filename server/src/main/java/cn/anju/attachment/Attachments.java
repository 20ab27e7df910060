package cn.anju.attachment;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 存取附件。 */
@Service
public class Attachments {

    private static final int LONGEST_NAME = 120;

    private final JdbcClient jdbc;
    private final Clock clock;

    Attachments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 存一份文件。
     *
     * @param claimedType what the sender says it is; the bytes decide
     * @return its id in this community
     */
    @Transactional
    public long store(long community, String filename, @Nullable String claimedType, byte[] content) {
        return store(community, null, filename, claimedType, content);
    }

    /** 存一份属于某事某物的文件。 @param subject e.g. {@code room:17}, to list by */
    @Transactional
    public long store(long community, @Nullable String subject, String filename, @Nullable String claimedType, byte[] sent) {
        var content = PlainPhoto.of(sent);
        return jdbc.sql("""
            insert into attachment.file (community_id, subject, filename, content_type, size, sha256, content, stored_by, stored_at)
            values (:community, :subject, :filename, :type, :size, :sha256, :content, :by, :at)
            returning id
            """)
            .param("community", community).param("subject", subject).param("filename", plainName(filename))
            .param("type", ContentType.of(content, claimedType)).param("size", content.length).param("sha256", sha256(content))
            .param("content", content).param("by", CurrentUser.isKnown() ? CurrentUser.get().id() : null)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
    }

    /**
     * @throws Problem 404 {@code attachment-not-found}
     * @throws Problem 409 {@code attachment-damaged} when the stored bytes are not those that were stored
     */
    @Transactional(readOnly = true)
    public Attachment read(long community, long id) {
        var file = jdbc.sql("select id, filename, content_type, sha256, content from attachment.file where community_id = :community and id = :id")
            .param("community", community).param("id", id)
            .query((row, i) -> new Attachment(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5)))
            .optional().orElseThrow(() -> Problem.notFound("attachment-not-found", "没有这份附件"));
        if (!sha256(file.content()).equals(file.sha256()))
            throw Problem.conflict("attachment-damaged", "附件「%s」与存入时不一致，可能已损坏，请找管理员从备份恢复", file.filename());
        return file;
    }

    /** A file that belongs to something; what a module keeps for itself (an import's workbook) is not handed out here. */
    @Transactional(readOnly = true)
    Attachment readListed(long community, long id) {
        var isListed = jdbc.sql("select exists (select from attachment.file where community_id = :community and id = :id and subject is not null)")
            .param("community", community).param("id", id).query(Boolean.class).single();
        if (!isListed) throw Problem.notFound("attachment-not-found", "没有这份附件");
        return read(community, id);
    }

    @Transactional(readOnly = true)
    List<AttachmentRow> list(long community, String subject) {
        return jdbc.sql("""
            select id, filename, content_type, size, stored_at
              from attachment.file where community_id = :community and subject = :subject order by id desc
            """)
            .param("community", community).param("subject", subject).query(AttachmentRow.class).list();
    }

    /** Without folders and control characters; the browser's name is only a label. */
    private static String plainName(String filename) {
        var name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1).replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty()) return "未命名";
        return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
