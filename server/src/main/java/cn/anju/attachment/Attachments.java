package cn.anju.attachment;

import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 存取附件。 */
@Service
public class Attachments {

    private static final int LONGEST_NAME = 120;
    private static final int THUMBNAIL = 320;

    private final JdbcClient jdbc;
    private final ObjectProvider<FileStore> store;
    private final ObjectProvider<AttachmentOwner> owners;
    private final Settings settings;
    private final Clock clock;

    Attachments(JdbcClient jdbc, ObjectProvider<FileStore> store, ObjectProvider<AttachmentOwner> owners, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.owners = owners;
        this.settings = settings;
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
        var plain = PlainPhoto.of(sent);
        var isPhoto = ContentType.of(plain, null).matches("image/(jpeg|png)");
        var content = isPhoto ? Photo.fitted(plain, settings.get(community, AttachmentSettings.LONGEST_EDGE).intValue()).orElse(plain) : plain;
        var thumbnail = isPhoto ? Photo.fitted(plain, THUMBNAIL).orElse(null) : null;
        var place = kept(community, content);
        return jdbc.sql("""
            insert into attachment.file (community_id, subject, filename, content_type, size, sha256, content, place, thumbnail, stored_by, stored_at)
            values (:community, :subject, :filename, :type, :size, :sha256, :content, :place, :thumbnail, :by, :at)
            returning id
            """)
            .param("place", place).param("thumbnail", thumbnail, Types.BINARY)
            .param("community", community).param("subject", subject).param("filename", plainName(filename))
            .param("type", ContentType.of(content, claimedType)).param("size", content.length).param("sha256", S3Store.sha256(content))
            .param("content", place == null ? content : null, Types.BINARY).param("by", CurrentUser.isKnown() ? CurrentUser.get().id() : null)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
    }

    /**
     * 有人给某事某物传上来的一份文件：那一样东西要有人管、传的人要看得到它。
     *
     * @throws Problem 400 {@code attachment-subject-invalid}; 403 {@code attachment-not-yours}
     */
    @Transactional
    long storeListed(long community, String subject, String filename, @Nullable String claimedType, byte[] sent) {
        var type = subject.substring(0, subject.indexOf(':'));
        if (owners.stream().noneMatch(owner -> owner.subjectType().equals(type)))
            throw Problem.invalid("attachment-subject-invalid", "请说明附件属于哪一项，例如 room:17；没有 %s 这一类", type);
        requireVisible(community, subject);
        return store(community, subject, filename, claimedType, sent);
    }

    /**
     * @throws Problem 404 {@code attachment-not-found}
     * @throws Problem 409 {@code attachment-damaged} when the stored bytes are not those that were stored
     */
    @Transactional(readOnly = true)
    public Attachment read(long community, long id) {
        var file = jdbc.sql("select id, filename, content_type, sha256, content, place from attachment.file where community_id = :community and id = :id")
            .param("community", community).param("id", id)
            .query((row, i) -> new Attachment(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), found(row.getBytes(5), row.getString(6))))
            .optional().orElseThrow(() -> Problem.notFound("attachment-not-found", "没有这份附件"));
        if (!S3Store.sha256(file.content()).equals(file.sha256()))
            throw Problem.conflict("attachment-damaged", "附件「%s」与存入时不一致，可能已损坏，请找管理员从备份恢复", file.filename());
        return file;
    }

    /** The bytes as they are kept now, for whoever proves them himself; empty when there is no such file. */
    @Transactional(readOnly = true)
    public Optional<byte[]> bytes(long community, long id) {
        return jdbc.sql("select content, place from attachment.file where community_id = :community and id = :id").param("community", community).param("id", id)
            .query((row, i) -> found(row.getBytes(1), row.getString(2))).optional();
    }

    /** A file that belongs to something; what a module keeps for itself (an import's workbook) is not handed out here. */
    @Transactional(readOnly = true)
    Attachment readListed(long community, long id) {
        requireVisible(community, id);
        return read(community, id);
    }

    /** The small picture of a photo; of anything else, and of what was stored before there were any, the thing itself. */
    @Transactional(readOnly = true)
    Attachment thumbnail(long community, long id) {
        requireVisible(community, id);
        var small = jdbc.sql("select id, filename, content_type, sha256, thumbnail from attachment.file where community_id = :community and id = :id and thumbnail is not null")
            .param("community", community).param("id", id)
            .query((row, i) -> new Attachment(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5))).optional();
        return small.orElseGet(() -> read(community, id));
    }

    private void requireVisible(long community, long id) {
        var subject = jdbc.sql("select subject from attachment.file where community_id = :community and id = :id and subject is not null")
            .param("community", community).param("id", id).query(String.class).optional()
            .orElseThrow(() -> Problem.notFound("attachment-not-found", "没有这份附件"));
        requireVisible(community, subject);
    }

    /** What nobody answers for is shown to nobody. */
    private void requireVisible(long community, String subject) {
        var parts = subject.split(":", 2);
        var itsOwners = owners.stream().filter(owner -> owner.subjectType().equals(parts[0])).toList();
        var mayBeSeen = parts.length == 2 && parts[1].matches("\\d{1,18}") && !itsOwners.isEmpty()
            && itsOwners.stream().allMatch(owner -> owner.maySee(CurrentUser.get(), community, Long.parseLong(parts[1])));
        if (!mayBeSeen) throw Problem.forbidden("attachment-not-yours", "这份附件属于您看不到的事，要看请找它的经办人");
    }

    private @Nullable String kept(long community, byte[] content) {
        var outside = store.getIfAvailable();
        if (outside == null) return null;
        var key = community + "/" + UUID.randomUUID();
        try {
            outside.put(key, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    private byte[] found(byte @Nullable [] content, @Nullable String place) {
        if (content != null) return content;
        try {
            return store.getObject().get(String.valueOf(place));
        } catch (IOException e) {
            throw Problem.conflict("attachment-away", "附件存放的地方现在读不到，请稍后再试或找管理员");
        }
    }

    @Transactional(readOnly = true)
    List<AttachmentRow> list(long community, String subject) {
        requireVisible(community, subject);
        return jdbc.sql("""
            select id, filename, content_type, size, stored_at
              from attachment.file where community_id = :community and subject = :subject order by id desc
            """)
            .param("community", community).param("subject", subject).query(AttachmentRow.class).list();
    }

    /** 这个小区的附件一共多少字节。 */
    @Transactional(readOnly = true)
    long held(long community) {
        return jdbc.sql("select coalesce(sum(size::bigint), 0) from attachment.file where community_id = :community")
            .param("community", community).query(Long.class).single();
    }

    /** Without folders and control characters; the browser's name is only a label. */
    private static String plainName(String filename) {
        var name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1).replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty()) return "未命名";
        return name.length() <= LONGEST_NAME ? name : name.substring(name.length() - LONGEST_NAME);
    }
}
